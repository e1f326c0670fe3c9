/*
 * carriers - planned resources that may contain resources of a wanted type: a CloudFormation
 * stack, another provider's resource.
 *
 * A plan shows the carrier only. What it contains may exist or not. Must not know any Terraform
 * type.
 */
#include "inventory/model/node.h"
#include "inventory/terraform/plan.h"

/* carriers that are noted one by one */
#define CARRIERS_MAX ((size_t)20)

/* True if the attribute names a resource of the type, or is unknown. */
static int names_type(const struct carrier *carrier, struct cursor values, bool *names,
	struct arena *scratch, struct assay_error *err)
{
	struct lookup key[] = {{carrier->attribute.ptr, NOWHERE}};
	struct str name;
	*names = true;
	int status = cursor_find(values, key, 1, err);
	if (status != ASSAY_OK || !key[0].value.doc || cursor_kind(key[0].value) != DOC_STRING)
		return status;
	status = cursor_string(key[0].value, scratch, &name, err);
	*names = false;
	for (size_t i = 0; status == ASSAY_OK && i < carrier->n_values; i++)
		*names = *names || str_eq(carrier->values[i], name);
	return status;
}

static int attribute_of(const struct carrier *carrier, struct cursor object, struct cursor *out,
	struct assay_error *err)
{
	struct lookup key[] = {{carrier->attribute.ptr, NOWHERE}};
	*out = NOWHERE;
	if (!object.doc || cursor_kind(object) != DOC_OBJECT)
		return ASSAY_OK;
	int status = cursor_find(object, key, 1, err);
	*out = key[0].value;
	return status;
}

/* True if a value, or a mark of one, has any content: blocks without a value have none. */
static bool has_content(struct cursor value, size_t depth)
{
	struct walk walk;
	bool any = depth >= NODE_MAX_DEPTH;
	if (!value.doc || cursor_kind(value) == DOC_NULL)
		return false;
	if (cursor_kind(value) != DOC_ARRAY && cursor_kind(value) != DOC_OBJECT)
		return !cursor_is(value, "") && !str_is(cursor_text(value), "false");
	walk_begin(&walk, value);
	while (!any && walk_next(&walk))
		any = has_content(walk.value, depth + 1);
	return any;
}

/*
 * True if the change sets the attribute, or it was cut out of the plan. A value that is unknown as
 * a whole is computed: blocks that are written show as elements.
 */
static int sets_attribute(struct change *c, bool *sets, struct assay_error *err)
{
	struct cursor before, after, unknown;
	int status = attribute_of(c->carrier, c->before, &before, err);
	if (status == ASSAY_OK)
		status = attribute_of(c->carrier, c->values, &after, err);
	if (status == ASSAY_OK)
		status = attribute_of(c->carrier, c->unknown, &unknown, err);
	if (status != ASSAY_OK)
		return status;
	bool cut = plan_lacks(c->values, c->carrier->attribute) &&
		   !(unknown.doc && str_is(cursor_text(unknown), "true"));
	bool marked = unknown.doc && cursor_kind(unknown) == DOC_ARRAY && has_content(unknown, 0);
	bool same = before.doc && after.doc && c->action != ACTION_REPLACE &&
		    c->action != ACTION_UNKNOWN && str_eq(cursor_text(before), cursor_text(after));
	/* a list of blocks that becomes empty deletes them */
	bool deletes = c->carrier->blocks && after.doc && cursor_kind(after) == DOC_ARRAY &&
		       has_content(before, 0);
	*sets = cut || marked || (!same && (has_content(after, 0) || deletes));
	c->stays = !*sets && c->carrier->blocks && has_content(after, 0);
	*sets = *sets || c->stays;
	return ASSAY_OK;
}

/* True if a change of a carrier may affect resources of the type, before or after it. */
static int may_contain(struct plan *p, struct change *c, bool *contains, struct assay_error *err)
{
	const struct cursor both[] = {c->before, c->values};
	bool names = false, any = false;
	int status = ASSAY_OK;
	if (!c->carrier->n_values)
		return sets_attribute(c, contains, err);
	for (size_t i = 0; status == ASSAY_OK && i < LENGTH_OF(both); i++) {
		if (!both[i].doc || cursor_kind(both[i]) != DOC_OBJECT)
			continue;
		status = names_type(c->carrier, both[i], &names, p->scratch, err);
		*contains = (any && *contains) || names;
		any = true;
	}
	*contains = *contains || !any;
	return status;
}

/* The provider of a Terraform type: its name up to the first underscore. */
static void add_provider(struct plan *p, const struct carrier *carrier)
{
	struct str name = carrier->source_type;
	const char *end = memchr(name.ptr, '_', name.len);
	name.len = end ? (size_t)(end - name.ptr) : name.len;
	for (size_t i = 0; i < p->carrier_providers.n; i++)
		if (str_eq(*(const struct str *)p->carrier_providers.items[i], name))
			return;
	struct str *kept = arena_alloc(p->scratch, sizeof *kept);
	*kept = name;
	list_add(p->scratch, &p->carrier_providers, kept);
}

static struct str join_nouns(const struct plan *p, struct cursor type)
{
	struct str text = STR_NONE;
	for (size_t t = 0; t < p->w->n_wanted; t++)
		if (plan_carrier(p, t, type))
			text = str_printf(p->w->run, "%.*s%s%.*s", STR_ARGS(text),
				text.len ? ", " : "", STR_ARGS(p->w->wanted[t]->nouns));
	return text;
}

static void note_carrier(struct plan *p, const struct change *c, struct cursor type)
{
	if (++p->n_carriers > CARRIERS_MAX)
		return;
	struct str address = text_cut(p->w->run, c->address, SUBJECT_MAX);
	remark_add(p->w, REMARK_NOTE, p->source, c->at,
		str_printf(p->w->run,
			"%.*s may contain resources that the plan does not show (%.*s). Verdicts "
			"that depend on them are unknown.",
			STR_ARGS(address), STR_ARGS(join_nouns(p, type))));
}

/* Keep c as a carrier unless it contains no resource of the type. */
static int finish(struct plan *p, struct change *c, bool *kept, struct assay_error *err)
{
	bool contains = !c->carrier->attribute.ptr;
	int status = contains ? ASSAY_OK : may_contain(p, c, &contains, err);
	*kept = contains;
	c->uncounted = true;
	c->gone = c->action == ACTION_DELETE;
	if (contains)
		add_provider(p, c->carrier);
	return status;
}

/* Keep the last change as a carrier, add its blocks as resources, or both. */
static int keep(struct plan *p, bool uncounted, bool *kept, struct assay_error *err)
{
	struct change *c = p->found.items[p->found.n - 1];
	bool complete = false;
	int status = finish(p, c, kept, err);
	if (status != ASSAY_OK || (*kept && (!c->carrier->blocks || uncounted || c->stays)))
		return status;
	p->found.n--;
	if (*kept)
		status = plan_add_blocks(p, c, &complete, err);
	*kept = *kept && !complete;
	if (*kept)
		list_add(p->scratch, &p->found, c);
	return status;
}

int plan_add_carriers(struct plan *p, struct cursor at, struct cursor entry, struct cursor type,
	bool uncounted, struct assay_error *err)
{
	const struct change *noted = NULL;
	for (size_t t = 0; t < p->w->n_wanted; t++) {
		const struct carrier *carrier = plan_carrier(p, t, type);
		struct change *c;
		bool kept;
		if (!carrier)
			continue;
		int status = plan_add_change(p, &(struct feed){t, NULL}, at, entry, true, err);
		c = p->found.items[p->found.n - 1];
		c->carrier = carrier;
		if (status == ASSAY_OK)
			status = keep(p, uncounted, &kept, err);
		if (status != ASSAY_OK)
			return status;
		if (kept && !c->stays)
			noted = noted ? noted : c;
	}
	if (noted)
		note_carrier(p, noted, type);
	return ASSAY_OK;
}

int plan_add_carried_values(
	struct plan *p, const struct change *found, struct cursor type, struct assay_error *err)
{
	const struct change *noted = NULL;
	for (size_t t = 0; t < p->w->n_wanted; t++) {
		bool kept;
		const struct carrier *carrier = plan_carrier(p, t, type);
		if (!carrier)
			continue;
		struct change *c = arena_alloc(p->scratch, sizeof *c);
		*c = *found;
		c->t = t;
		c->carrier = carrier;
		int status = finish(p, c, &kept, err);
		if (status != ASSAY_OK)
			return status;
		if (!kept)
			continue;
		list_add(p->scratch, &p->found, c);
		if (!c->stays)
			noted = noted ? noted : c;
	}
	if (noted)
		note_carrier(p, noted, type);
	return ASSAY_OK;
}

/*
 * True if its configuration has the blocks. Else the provider shows what other resources manage:
 * aws_iam_role_policy.
 */
static bool has_blocks(const struct change *c)
{
	struct lookup key[] = {{c->carrier->attribute.ptr, NOWHERE}};
	struct assay_error ignored;
	return !c->config || cursor_find(c->config->expressions, key, 1, &ignored) != ASSAY_OK ||
	       key[0].value.doc;
}

bool carrier_counts(const struct change *c)
{
	return !c->gone && !c->deposed && (!c->stays || has_blocks(c));
}

const struct reason *carrier_reason(const struct plan *p, const struct change *c)
{
	return reason_make(p->w->run, WHY_MAY_CONTAIN, c->at,
		REASON_ARGS(
			text_cut(p->w->run, c->address, SUBJECT_MAX), p->w->wanted[c->t]->nouns));
}

bool carrier_has_region(const struct plan *p, const struct change *c)
{
	return p->w->wanted[c->t]->regional && c->region_state &&
	       !c->region_state->unresolved.ptr && !c->carrier->anywhere;
}
