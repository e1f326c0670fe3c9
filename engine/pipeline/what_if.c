/*
 * what_if - changed values of resources, before the controls run (--what-if).
 *
 * Finds the resource that a change names and lets the inventory apply it. The run is marked: its
 * verdicts are not those of the inputs.
 */
#include "pipeline/inside.h"

#include "inventory/desired.h"

/* bytes of a value that the remark shows */
#define SHOWN_MAX ((size_t)300)

/* a change as it was added */
struct request {
	struct str subject, field;
	struct doc *doc; /* the value */
};

static int add(struct call *c)
{
	struct arena *arena = c->a->arena;
	struct request *r = arena_alloc(arena, sizeof *r);
	const char *equals = strchr(c->value, '=');
	const struct doc_limits limits = reading_limits(c->a);
	struct assay_error why = {0};
	int status;

	note_given(c->a, GIVEN_WHAT_IF, c->name, c->value, STR_NONE);
	if (!equals || equals == c->value)
		return error_set(c->err, ASSAY_EUSAGE,
			"'%s' is not FIELD=JSON. An example: IsLogging=true", c->value);
	r->subject = str_copy(arena, str_of(c->name));
	r->field = str_copy(arena, (struct str){c->value, (size_t)(equals - c->value)});
	struct str text = str_copy(arena, str_of(equals + 1));
	status = doc_open(&r->doc, "--what-if", text.ptr, text.len, &limits, &why);
	if (!status)
		(void)list_add(arena, &c->a->docs, r->doc);
	if (!status && doc_is_yaml(r->doc) && cursor_kind(doc_root(r->doc)) == DOC_STRING)
		status = error_set(&why, ASSAY_EINPUT, "it needs quotes as a JSON string");
	if (status)
		return error_set(c->err, ASSAY_EUSAGE, "The value of --what-if %s is not JSON: %s.",
			c->value, why.message);
	(void)list_add(arena, &c->a->what_if, r);
	return ASSAY_OK;
}

int assay_what_if(struct assay *a, const char *subject, const char *change, struct assay_error *err)
{
	struct call call = {.a = a, .name = subject, .value = change, .err = err};

	return call_run(a->arena, add, &call);
}

/* true if text is ADDRESS, or PLAN#ADDRESS as subjects have it */
static bool names(struct str text, const struct resource *r)
{
	size_t n = r->address.len;

	if (str_eq(text, r->key) || str_eq(text, r->address))
		return text.len > 0;
	return n > 0 && text.len > n + 1 && str_ends(text, r->address) &&
	       text.ptr[text.len - n - 1] == '#';
}

/* the only resource that the text names */
static int find(const struct run *run, struct str text, const struct resource **out,
	struct assay_error *err)
{
	const struct resource *found = NULL;

	for (size_t i = 0; i < run->resources.n; i++) {
		const struct resource *r = run->resources.items[i];

		if (r == found || !names(text, r))
			continue;
		if (found)
			return error_set(err, ASSAY_EUSAGE,
				"--what-if: several resources are named '%.*s'. Give one of the "
				"plans alone, or use an ARN.",
				STR_ARGS(text));
		found = r;
	}
	if (!found)
		return error_set(err, ASSAY_EUSAGE,
			"--what-if: the inputs show no resource '%.*s'. assay inspect PATH "
			"lists ARNs and addresses.",
			STR_ARGS(text));
	*out = found;
	return ASSAY_OK;
}

static void mark(struct run *run, const struct what_if *w)
{
	struct remark *remark = arena_alloc(run->arena, sizeof *remark);
	struct str value = w->value.len <= SHOWN_MAX ? w->value : STR("another value");

	remark->level = REMARK_WARNING;
	remark->always = true;
	remark->text = str_printf(run->arena,
		"What if: %.*s of %.*s counts as %.*s. The verdicts are not those of the inputs.",
		STR_ARGS(w->field), STR_ARGS(w->subject), STR_ARGS(value));
	(void)list_add(run->arena, &run->remarks, remark);
	(void)list_add(run->arena, &run->what_ifs, (void *)(uintptr_t)w);
}

static int apply_one(const struct request *r, struct run *run, struct inventory *inventory,
	struct assay_error *err)
{
	struct what_if *w = arena_alloc(run->arena, sizeof *w);
	struct desired desired = {.path = r->field};
	struct assay_error why = {0};
	int status = find(run, r->subject, &desired.resource, err);

	if (!status)
		status = value_build(&desired.value, doc_root(r->doc), run->arena, err);
	if (status)
		return status;
	status = inventory_apply(inventory, &desired, 1, NULL, NULL, &why);
	if (status)
		return error_set(err, status, "--what-if: %s%s", why.message,
			str_ends(str_of(why.message), STR("?")) ? "" : ".");
	*w = (struct what_if){r->subject, r->field, cursor_text(doc_root(r->doc))};
	mark(run, w);
	return ASSAY_OK;
}

int what_if_apply(const struct assay *a, struct run *run, struct inventory *inventory,
	struct assay_error *err)
{
	int status = ASSAY_OK;

	for (size_t i = 0; !status && i < a->what_if.n; i++)
		status = apply_one(a->what_if.items[i], run, inventory, err);
	return status;
}
