/*
 * inventory_fixture.h - a inventory made from literals, and short ways to ask it.
 */
#ifndef ASSAY_TESTS_WORLD_FIXTURE_H
#define ASSAY_TESTS_WORLD_FIXTURE_H

#include "helpers.h"
#include "inventory/inventory.h"
#include "types_fixture.h"

struct bench {
	struct arena *arena;
	struct inventory *inventory;
};

static struct bench *bench_new(void)
{
	struct bench *b = calloc(1, sizeof *b);
	assert_non_null(b);
	assert_int_equal(arena_new(&b->arena, 0), ASSAY_OK);
	assert_int_equal(inventory_new(&b->inventory, fixture_types, LENGTH_OF(fixture_types),
				 b->arena, NULL),
		ASSAY_OK);
	return b;
}

static void bench_free(struct bench *b)
{
	inventory_free(b->inventory);
	arena_free(b->arena);
	free(b);
}

static void add_as(struct bench *b, const char *name, const char *text, bool named)
{
	const struct doc_limits limits = {(size_t)1 << 30, 256, (size_t)64 << 20, (size_t)32 << 20};
	struct assay_error err = {0};
	struct doc *d;
	int status = doc_open(&d, name, text, strlen(text), &limits, &err);
	if (status != ASSAY_OK)
		status = inventory_add_broken(b->inventory, name, STR_NONE, named, &err, NULL);
	else
		status = inventory_take_doc(b->inventory, d, named, NULL);
	assert_int_equal(status, ASSAY_OK);
}

/* adds a document with ' for " */
static inline void add(struct bench *b, const char *name, const char *text)
{
	add_as(b, name, json_from(b->arena, text), true);
}

static void build(struct bench *b)
{
	struct assay_error err = {0};
	int status = inventory_build(b->inventory, fixture_types, LENGTH_OF(fixture_types), &err);
	if (status != ASSAY_OK)
		fail_msg("world_build: %s", err.message);
}

static inline const struct account *account(const struct bench *b, const char *key)
{
	size_t n;
	const struct account *const *all = inventory_accounts(b->inventory, &n);
	for (size_t i = 0; i < n; i++)
		if (str_is(all[i]->key, key))
			return all[i];
	return NULL;
}

static inline const struct region *region(const struct bench *b, const char *key)
{
	size_t n;
	const struct account *const *all = inventory_accounts(b->inventory, &n);
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < all[i]->n_regions; j++)
			if (str_is(all[i]->regions[j]->key, key))
				return all[i]->regions[j];
	return NULL;
}

static inline const struct collection *in_region(
	const struct bench *b, const char *key, const struct type *type)
{
	const struct region *r = region(b, key);
	assert_non_null(r);
	assert_non_null(r->at.doc);
	const struct collection *c = region_all(b->inventory, r, type, false);
	assert_non_null(c);
	return c;
}

static inline const struct collection *in_account(
	const struct bench *b, const char *key, const struct type *type)
{
	const struct account *a = account(b, key);
	assert_non_null(a);
	const struct collection *c = account_all(b->inventory, a, type, false);
	assert_non_null(c);
	return c;
}

static inline const struct resource *item(const struct collection *c, const char *key)
{
	for (size_t i = 0; i < c->n; i++)
		if (str_is(c->items[i]->key, key))
			return c->items[i];
	return NULL;
}

static inline const struct node *field(const struct resource *r, const char *name)
{
	assert_non_null(r);
	return node_get(r->root, str_of(name));
}

static inline bool has_reason(const struct reason *r, enum reason_code code, const char *part)
{
	for (; r; r = r->next)
		if (r->code == code && (str_contains(r->what, str_of(part)) ||
					       str_contains(r->resolve, str_of(part))))
			return true;
	return false;
}

static inline void assert_unknown(const struct node *n, enum reason_code code, const char *part)
{
	assert_non_null(n);
	assert_int_equal(n->kind, NODE_UNKNOWN);
	if (!has_reason(n->why, code, part))
		fail_msg("unknown because of %d %.*s (%.*s)", n->why->code, STR_ARGS(n->why->what),
			STR_ARGS(n->why->resolve));
}

static inline void assert_bool(const struct node *n, bool truth)
{
	assert_non_null(n);
	if (n->kind == NODE_UNKNOWN)
		fail_msg("unknown: %.*s", STR_ARGS(n->why->what));
	assert_int_equal(n->kind, NODE_BOOL);
	assert_int_equal(n->truth, truth);
}

static inline void assert_text(const struct node *n, const char *text)
{
	assert_non_null(n);
	assert_int_equal(n->kind, NODE_STRING);
	assert_true(str_is(n->text, text));
}

static inline const struct remark *remark(
	const struct bench *b, enum remark_level level, const char *part)
{
	size_t n;
	const struct remark *const *all = inventory_remarks(b->inventory, &n);
	for (size_t i = 0; i < n; i++)
		if (all[i]->level == level && str_contains(all[i]->text, str_of(part)))
			return all[i];
	return NULL;
}

static inline bool misses(const struct bench *b, const char *line)
{
	const struct missing *const *all;
	size_t n;
	assert_int_equal(inventory_missing(b->inventory, &all, &n, NULL), ASSAY_OK);
	for (size_t i = 0; i < n; i++)
		if (str_is(all[i]->command, line))
			return true;
	return false;
}

#define T1   "arn:aws:cloudtrail:us-east-1:123456789012:trail/t"
#define T2   "arn:aws:cloudtrail:us-west-2:123456789012:trail/t"
#define ORG  "arn:aws:cloudtrail:us-east-1:999999999999:trail/org"
#define EAST "123456789012/us-east-1"
#define WEST "123456789012/us-west-2"
#define ROW(arn, name, home, multi)                                                                \
	"{'TrailARN':'" arn "','Name':'" name "','HomeRegion':'" home                              \
	"','S3BucketName':'b','IsMultiRegionTrail':" multi "}"
#define TRAILS(rows) "{'trailList':[" rows "]}"
#define FUNCTION(region, name)                                                                     \
	"{'FunctionArn':'arn:aws:lambda:" region ":123456789012:function:" name                    \
	"','FunctionName':'" name "','Runtime':'python3.12'}"
#define FUNCTIONS(rows) "{'Functions':[" rows "]}"
#define SELECTORS(arn)                                                                             \
	"{'TrailARN':'" arn "','EventSelectors':[{'ReadWriteType':'All',"                          \
	"'IncludeManagementEvents':true,'DataResources':[{'Type':'AWS::Lambda::Function',"         \
	"'Values':['arn:aws:lambda']}]}]}"
#define LOGGING(truth) "{'IsLogging':" truth ",'LatestDeliveryTime':1.5}"

#endif
