/*
 * fuzz - a inventory of inputs, with the built-in types loaded once.
 */
#include "fuzz.h"

#include "inventory/inventory.h"
#include "rule/embedded.h"
#include "rule/rule.h"

#define TEXT(literal)                                                                              \
	{                                                                                          \
		"" literal, sizeof(literal) - 1                                                    \
	}

const struct fuzz_input fuzz_exports[3] = {
	{"123456789012/us-east-1/list-functions.json",
		TEXT("{\"Functions\":[{\"FunctionName\":\"f\",\"FunctionArn\":"
		     "\"arn:aws:lambda:us-east-1:123456789012:function:f\"}]}")},
	{"123456789012/us-east-1/describe-trails.json",
		TEXT("{\"trailList\":[{\"Name\":\"t\",\"TrailARN\":"
		     "\"arn:aws:cloudtrail:us-east-1:123456789012:trail/"
		     "t\",\"HomeRegion\":\"us-east-1\"}]}")},
	{"123456789012/us-east-1/get-trail-status.t.json", TEXT("{\"IsLogging\":true}")},
};

static const struct rules *builtin(void)
{
	static const struct rule_budget budget = {200000000, (size_t)64 << 20, (uint64_t)4 << 30};
	static struct rules *rules;
	static struct arena *arena;
	struct assay_error err;

	if (rules)
		return rules;
	if (arena_new(&arena, 0) || rules_new(&rules, arena, &budget, &err))
		abort();
	for (const struct embedded_file *f = embedded_files; f->name; f++)
		if (rules_add_embedded(rules, f, &err))
			abort();
	if (rules_load(rules, &err))
		abort();
	return rules;
}

static void add(struct inventory *w, const struct fuzz_input *input)
{
	static const struct doc_limits limits = {
		(size_t)1 << 20, 256, (size_t)1 << 20, (size_t)1 << 20};
	struct assay_error why, err;
	struct doc *doc;
	bool is_read;
	int status;

	if (inventory_is_log(input->name, &is_read)) {
		if (is_read && inventory_add_log(w, input->name, input->bytes, &limits, &err))
			abort();
		return;
	}
	status = doc_open(&doc, input->name, input->bytes.ptr, input->bytes.len, &limits, &why);

	if (status == ASSAY_EINTERNAL)
		abort();
	if (status ? inventory_add_broken(w, input->name, input->bytes, true, &why, &err)
		   : inventory_take_doc(w, doc, true, &err))
		abort();
}

static void ask(struct inventory *w, const struct type *const *types, size_t n_types)
{
	size_t n;
	const struct account *const *accounts = inventory_accounts(w, &n);

	for (size_t i = 0; i < n; i++)
		for (size_t t = 0; t < n_types; t++) {
			if (!account_all(w, accounts[i], types[t], t % 2))
				abort();
			for (size_t r = 0; r < accounts[i]->n_regions; r++)
				if (!region_all(w, accounts[i]->regions[r], types[t], t % 2))
					abort();
		}
}

/* Two parsers read a text differently. The beginning decides: an input may contain any words. */
static bool is_own_fault(struct str text)
{
	return str_starts(text, STR("Assay's scanner")) || str_starts(text, STR("CJSON refuses")) ||
	       str_starts(text, STR("Assay made JSON"));
}

void fuzz_inventory(const struct fuzz_input *inputs, size_t n)
{
	size_t n_types, n_missing;
	const struct type *const *types = rules_types(builtin(), &n_types);
	const struct missing *const *missing;
	const struct remark *const *remarks;
	struct assay_error err;
	struct arena *arena;
	struct inventory *w;

	if (arena_new(&arena, 0) || inventory_new(&w, types, n_types, arena, &err))
		abort();
	for (size_t i = 0; i < n; i++)
		add(w, &inputs[i]);
	if (inventory_build(w, types, n_types, &err))
		abort();
	ask(w, types, n_types);
	remarks = inventory_remarks(w, &n);
	for (size_t i = 0; i < n; i++)
		if (is_own_fault(remarks[i]->text))
			abort();
	if (inventory_missing(w, &missing, &n_missing, &err) ||
		inventory_starter(w, &missing, &n_missing, &err))
		abort();
	inventory_free(w);
	arena_free(arena);
}
