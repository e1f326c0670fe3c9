/*
 * run - runs a control over an inventory: its subjects, and one result for each.
 *
 * Subjects of an account may be replaced by one unknown; none is ever left out. A box is used
 * for the next subject if its check ended normally. Knows the inventory. check.c runs the
 * check.
 */
#include "rule/check.h"
#include "rule/host/trace.h"
#include "rule/mentions.h"
#include "rule/rules.h"

/* bytes of an input that make up the seed of hashes */
#define SAMPLES 4096

struct runner {
	struct rules *rules;
	struct inventory *inventory;
	struct run *run;
	struct check check;
	struct box box;
	bool open;
	struct map words;          /* of the control's files, once they are needed */
	const struct map *only;    /* accounts by key; NULL: all */
	struct assay_error broken; /* why the box can't be opened */
	struct assay_error *err;
};

static struct result *add_result(
	struct runner *r, struct str subject, const struct account *account)
{
	struct result *result = arena_alloc(r->run->arena, sizeof *result);
	(void)list_add(r->run->arena, &r->run->results, result);
	result->control = r->check.control;
	result->subject = subject;
	result->account = account;
	return result;
}

static void end_result(struct result *result, enum assay_verdict verdict, const struct reason *why)
{
	result->verdict = verdict;
	result->reasons = why;
	result_fingerprint(result);
}

/* one verdict for a whole account, without a check */
static void judge_account(struct runner *r, const struct account *account,
	enum assay_verdict verdict, const struct reason *why)
{
	end_result(add_result(r, account->key, account), verdict, why);
}

static int open_box(struct runner *r)
{
	if (r->open)
		return ASSAY_OK;
	const struct rule *rule = rules_find(r->rules, r->check.control->id);
	int status = check_open(&r->check, &r->box, &r->rules->sources, rule->source,
		&r->rules->budget, &r->broken);
	r->open = true;
	return status;
}

static void close_box(void *payload)
{
	struct runner *r = payload;
	if (r->open)
		check_close(&r->check, &r->box);
	r->open = false;
}

/* The fail remains, and a remark reports that the rest of the check did not run. */
static void add_remark(struct runner *r, const struct result *result)
{
	struct arena *a = r->run->arena;
	struct remark *remark = arena_alloc(a, sizeof *remark);
	remark->level = REMARK_ERROR;
	remark->text = str_printf(a,
		"The check of %.*s for %.*s reported a fail, then ended with an error (%s:%zu): "
		"%s.",
		STR_ARGS(r->check.control->id), STR_ARGS(result->subject), result->error.path,
		result->error.line, result->error.message);
	(void)list_add(a, &r->run->remarks, remark);
}

static int run_check(struct runner *r, struct result *result, const void *subject)
{
	bool reusable = false;
	int status = open_box(r);
	if (status == ASSAY_OK) {
		status = check_subject(&r->check, &r->box, subject, result, &reusable);
		rules_count(r->rules, &r->box.budget);
	} else if (status != ASSAY_ENOMEM) {
		result->verdict = ASSAY_ERROR;
		result->error = r->broken;
		status = ASSAY_OK;
	}
	if (!reusable)
		close_box(r);
	if (status)
		return error_nomem(r->err);
	if (result->verdict == ASSAY_FAIL && result->error.status != ASSAY_OK)
		add_remark(r, result);
	return ASSAY_OK;
}

/* judge a subject of an account */
static int judge(struct runner *r, struct result *result, const void *subject)
{
	if (result->account->undecided) {
		end_result(result, ASSAY_UNKNOWN, result->account->undecided);
		return ASSAY_OK;
	}
	int status = run_check(r, result, subject);
	result_fingerprint(result);
	return status;
}

static int run_account(struct runner *r, const struct account *account)
{
	return judge(r, add_result(r, account->key, account), account);
}

static int run_regions(struct runner *r, const struct account *account)
{
	if (account->n_regions == 0 && account->undecided) {
		judge_account(r, account, ASSAY_UNKNOWN, account->undecided);
		return ASSAY_OK;
	}
	int status = ASSAY_OK;
	for (size_t i = 0; i < account->n_regions && status == ASSAY_OK; i++) {
		const struct region *region = account->regions[i];
		struct result *result = add_result(r, region->key, account);
		result->region = region;
		status = judge(r, result, region);
	}
	/* unlisted Regions are one subject */
	if (status == ASSAY_OK && account->unlisted)
		judge_account(r, account, ASSAY_UNKNOWN, account->unlisted);
	return status;
}

/*
 * The subject key of a resource. An address alone is ambiguous if the plan has no known account,
 * and so is the name of a resource that no input shows if the plan may be of several.
 */
static struct str resource_key(
	struct runner *r, const struct resource *resource, const struct account *account)
{
	/* behind the address, a key may name a block */
	if (resource->address.len == 0 || !str_starts(resource->key, resource->address) ||
		account->id.len > 0)
		return resource->key;
	const char *hash = memchr(account->key.ptr, '#', account->key.len);
	size_t plan =
		hash && !resource->n_given ? (size_t)(hash - account->key.ptr) : account->key.len;
	return str_printf(
		r->run->arena, "%.*s#%.*s", (int)plan, account->key.ptr, STR_ARGS(resource->key));
}

/* True if it was judged in another account already. If not, it is remembered. */
static bool was_judged(struct runner *r, struct map *seen, const struct resource *resource)
{
	struct arena *a = r->run->arena;
	struct str key = {(const char *)&resource, sizeof resource};
	if (map_get(seen, key))
		return true;
	(void)map_set(a, seen, str_copy(a, key), (void *)(uintptr_t)resource);
	return false;
}

static int run_resource(struct runner *r, struct map *seen, const struct account *account,
	const struct resource *resource)
{
	if (was_judged(r, seen, resource))
		return ASSAY_OK;
	struct result *result = add_result(r, resource_key(r, resource, account), account);
	result->region = resource->home;
	result->resource = resource;
	return judge(r, result, resource);
}

/* True if the control may ask for a field that the plan sets. */
static bool asks_for_given(struct runner *r, const struct resource *resource)
{
	const struct rule *rule = rules_find(r->rules, r->check.control->id);
	if (!r->words.n)
		rule_words(&r->words, &r->rules->sources, rule->source, r->run->arena);
	for (size_t i = 0; i < resource->n_given; i++)
		if (map_get(&r->words, resource->given[i]->name))
			return true;
	return false;
}

/*
 * Those that no input shows. One is no subject if the verdict is unknown and the control asks
 * for nothing that the plan sets.
 */
static int run_named(struct runner *r, struct map *seen, const struct account *account,
	const struct type *type, size_t *n)
{
	const struct collection *named = account_named(r->inventory, account, type);
	struct list *results = &r->run->results;
	int status = ASSAY_OK;
	for (size_t i = 0; i < named->n && status == ASSAY_OK; i++) {
		status = run_resource(r, seen, account, named->items[i]);
		const struct result *last = results->items[results->n - 1];
		bool judged = last->verdict != ASSAY_UNKNOWN || asks_for_given(r, named->items[i]);
		*n += judged;
		results->n -= !judged;
	}
	return status;
}

/* Why an account may have other subjects. */
static const struct reason *find_incomplete(
	struct runner *r, const struct account *account, unsigned ignored)
{
	const struct control *control = r->check.control;
	const struct reason *why = NULL;
	for (size_t t = 0; t < control->n_subject_types; t++) {
		const struct type *type = rules_type(r->rules, control->subject_types[t]);
		const struct collection *all = account_all(r->inventory, account, type, ignored);
		reasons_add(r->run->arena, &why, all->why_incomplete);
	}
	return why;
}

/* The account is unknown once, whichever of the lists may be incomplete. */
static int run_resources(struct runner *r, struct map *seen, const struct account *account)
{
	const struct control *control = r->check.control;
	size_t n = 0, n_named = 0;
	int status = ASSAY_OK;
	for (size_t t = 0; t < control->n_subject_types; t++) {
		const struct type *type = rules_type(r->rules, control->subject_types[t]);
		if (status == ASSAY_OK)
			status = run_named(r, seen, account, type, &n_named);
		const struct collection *all = account_all(r->inventory, account, type, 0);
		for (size_t i = 0; i < all->n && status == ASSAY_OK; i++)
			status = run_resource(r, seen, account, all->items[i]);
		n += all->n;
	}
	if (status)
		return status;
	/* What a plan completes, another state has: no reason to ask for one. Of several types, a
	 * subject of one of them is enough. */
	bool asks = n_named == 0 && (control->n_subject_types == 1 || n == 0);
	const struct reason *why = find_incomplete(r, account, asks ? 0 : IGNORE_OTHER_STATES);
	n += n_named;
	if (account->undecided && (n == 0 || why))
		judge_account(r, account, ASSAY_UNKNOWN, account->undecided);
	else if (why)
		judge_account(r, account, ASSAY_UNKNOWN, why);
	else if (n == 0)
		judge_account(r, account, ASSAY_NOT_APPLICABLE, NULL);
	return ASSAY_OK;
}

static int run_subjects(struct runner *r)
{
	const struct control *control = r->check.control;
	struct map seen = {0};
	size_t n;
	const struct account *const *accounts = inventory_accounts(r->inventory, &n);
	int status = ASSAY_OK;
	for (size_t i = 0; i < n && status == ASSAY_OK; i++) {
		if (r->only && !map_get(r->only, accounts[i]->key))
			continue;
		switch (control->subject) {
		case SUBJECT_ACCOUNT:
			status = run_account(r, accounts[i]);
			break;
		case SUBJECT_REGION:
			status = run_regions(r, accounts[i]);
			break;
		case SUBJECT_RESOURCE:
			status = run_resources(r, &seen, accounts[i]);
			break;
		}
	}
	return status;
}

/* FNV-1a, 64 bits */
static uint64_t mix(uint64_t hash, struct str bytes)
{
	for (size_t i = 0; i < bytes.len; i++)
		hash = (hash ^ (unsigned char)bytes.ptr[i]) * 0x100000001b3;
	return hash;
}

/*
 * The seed depends on the files only, in any order. An input can't know it in advance, so it
 * can't contain strings whose hashes collide.
 */
static uint32_t seed_of(const struct run *run, const struct control *control)
{
	uint64_t sum = mix(0xcbf29ce484222325, control->source);
	for (size_t i = 0; i < run->n_inputs; i++) {
		struct str bytes = run->inputs[i]->bytes;
		size_t step = bytes.len / SAMPLES + 1;
		uint64_t hash = 0xcbf29ce484222325 ^ bytes.len;
		for (size_t at = 0; at < bytes.len; at += step)
			hash = mix(hash, (struct str){bytes.ptr + at, 1});
		sum += hash;
	}
	return (uint32_t)(sum ^ (sum >> 32));
}

struct check check_of(struct rules *rules, const struct control *control,
	struct inventory *inventory, const struct run *run)
{
	rules->sources.seed = seed_of(run, control);
	const struct type **reads = arena_array(run->arena, control->n_reads, sizeof *reads);
	for (size_t i = 0; i < control->n_reads; i++)
		reads[i] = rules_type(rules, control->reads[i]);
	return (struct check){
		.control = control,
		.reads = reads,
		.n_reads = control->n_reads,
		.inventory = inventory,
		.arena = run->arena,
		.max_findings = run->options->max_findings,
		.today = run->today,
		.reads_day = run->reads_day,
	};
}

int rules_run_some(struct rules *rules, const struct control *control, struct inventory *inventory,
	const struct map *only, struct run *run, struct assay_error *err)
{
	struct runner r = {
		.rules = rules, .inventory = inventory, .run = run, .only = only, .err = err};
	r.check = check_of(rules, control, inventory, run);
	struct trace trace = {.left = run->options->max_trace};
	if (run->options->trace)
		r.check.trace = &trace;
	struct arena_cleanup cleanup;
	arena_defer(run->arena, &cleanup, close_box, &r);
	int status = run_subjects(&r);
	arena_release(run->arena, &cleanup);
	return status;
}

int rules_run(struct rules *rules, const struct control *control, struct inventory *inventory,
	struct run *run, struct assay_error *err)
{
	return rules_run_some(rules, control, inventory, NULL, run, err);
}
