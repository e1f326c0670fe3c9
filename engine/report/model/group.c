/*
 * group - results with one cause: one block in the reports for people.
 *
 * The cause of a fail is its evidence: the same places with the same templates. The cause of an
 * unknown is its reasons; those that are about a Region's list differ only in names. Must not know
 * any format.
 */
#include "report/model/group.h"

#include "base/map.h"

/* bytes of a key; a result with a longer one stays alone */
#define KEY_BYTES ((size_t)1 << 20)

static void add_part(struct buf *b, struct str part)
{
	buf_printf(b, "%zu:", part.len);
	buf_str(b, part);
}

static void add_number(struct buf *b, size_t n)
{
	buf_printf(b, "%zu,", n);
}

/* text, with \1 for each occurrence of a name */
static struct str without(struct arena *a, struct str text, struct str name)
{
	struct buf b;
	if (name.len == 0 || text.len < name.len)
		return text;
	buf_init_for(&b, text.len, a);
	for (size_t i = 0; i < text.len;) {
		bool here =
			text.len - i >= name.len && memcmp(text.ptr + i, name.ptr, name.len) == 0;
		buf_add(&b, here ? "\1" : text.ptr + i, 1);
		i += here ? name.len : 1;
	}
	struct str out = str_copy(a, (struct str){b.ptr, b.len});
	buf_free(&b);
	return out;
}

static void add_evidence(struct buf *b, const struct run *run, const struct list *list)
{
	add_number(b, list->n);
	for (size_t i = 0; i < list->n; i++) {
		const struct evidence *e = list->items[i];
		struct str text = e->message.template.len ? e->message.template : e->message.text;
		add_part(b, text);
		add_part(b, e->resource ? e->resource->key : STR_NONE);
		add_part(b, e->path);
		add_number(b, where_index(run, e->at));
		add_number(b, e->at.doc ? e->at.at : 0);
	}
}

static void add_reasons(struct buf *b, const struct run *run, const struct result *r)
{
	for (const struct reason *reason = r->reasons; reason; reason = reason->next) {
		struct str what = reason->what;
		add_number(b, (size_t)reason->code);
		add_part(b, reason->resource ? reason->resource->key : STR_NONE);
		if (!reason->resource) {
			what = without(run->arena, what, r->subject);
			if (r->region)
				what = without(run->arena, what, r->region->name);
			if (r->account)
				what = without(run->arena, what, r->account->id);
		}
		add_part(b, what);
	}
}

/* equal for two results with one cause; empty: the result stays alone */
static struct str cause(const struct run *run, const struct result *r)
{
	struct buf b;
	buf_init_for(&b, KEY_BYTES, run->arena);
	add_part(&b, r->control->id);
	add_number(&b, (size_t)r->verdict);
	add_number(&b, (size_t)r->baseline);
	add_part(&b, result_is_waived(r) ? waiver_words(run->arena, r->waiver) : STR_NONE);
	add_part(&b, r->lapsed ? waiver_words(run->arena, r->lapsed) : STR_NONE);
	add_evidence(&b, run, &r->evidence);
	add_evidence(&b, run, &r->notes);
	add_reasons(&b, run, r);
	if (r->verdict == ASSAY_ERROR) {
		add_part(&b, str_of(r->error.path));
		add_number(&b, r->error.line);
		add_part(&b, str_of(r->error.message));
	}
	bool fits = b.status == ASSAY_OK && !run->options->trace;
	char *digest = fits ? arena_alloc(run->arena, 65) : NULL;
	if (digest)
		digest_hex(digest, (struct str){b.ptr, b.len});
	buf_free(&b);
	return str_of(digest);
}

static int rank_of(const struct result *r)
{
	return result_is_waived(r) ? ASSAY_N_VERDICTS : (int)r->verdict;
}

int compare_worst(const struct result *x, const struct result *y)
{
	int left = rank_of(x), right = rank_of(y);
	if (left == right) {
		left = -(int)x->control->severity;
		right = -(int)y->control->severity;
	}
	return (left > right) - (left < right);
}

const struct result *group_first(const struct group *g)
{
	return g->results.items[0];
}

static int compare_groups(const void *a, const void *b)
{
	return compare_worst(group_first(a), group_first(b));
}

void groups_collect(const struct run *run,
	bool (*keep)(const struct run *run, const struct result *r), struct list *groups)
{
	struct map by_cause = {0};
	for (size_t i = 0; i < run->results.n; i++) {
		struct result *r = run->results.items[i];
		if (!keep(run, r))
			continue;
		struct str key = cause(run, r);
		struct group *g = key.len ? map_get(&by_cause, key) : NULL;
		if (!g) {
			g = arena_alloc(run->arena, sizeof *g);
			*g = (struct group){{0}};
			list_add(run->arena, groups, g);
			if (key.len)
				map_set(run->arena, &by_cause, key, g);
		}
		list_add(run->arena, &g->results, r);
	}
	list_sort(run->arena, groups, compare_groups);
}
