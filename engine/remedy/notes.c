/*
 * notes - what a reader of a remedy must know besides the changes.
 *
 * Knows declared types and inputs. Must not know any service.
 */
#include "remedy/remedy.h"

void remedy_note(struct remedy *remedy, struct arena *a, struct str text)
{
	struct str *note;

	for (size_t i = 0; i < remedy->notes.n; i++)
		if (str_eq(*(struct str *)remedy->notes.items[i], text))
			return;
	note = arena_alloc(a, sizeof *note);
	*note = text;
	(void)list_add(a, &remedy->notes, note);
}

static bool has_exports(const struct run *run, const struct account *account)
{
	for (size_t i = 0; account && i < run->n_inputs; i++)
		if (run->inputs[i]->command && run->inputs[i]->account == account)
			return true;
	return false;
}

static void note_shared(struct remedy *remedy, const struct resource *r, struct arena *a)
{
	const struct field *field = r->type->in_accounts;
	const struct node *shared = field ? field_of(r->root, field) : NULL;
	struct str noun = r->type->noun;
	const char *is = shared && shared->kind == NODE_BOOL ? "is" : "may be";

	if (!shared || (shared->kind == NODE_BOOL && !shared->truth))
		return;
	if (r->address.len > 0)
		remedy_note(remedy, a,
			str_printf(a,
				"The %.*s %.*s %s of an organization. A plan does not show whose "
				"it is: "
				"apply it in the management account, or as a delegated "
				"administrator.",
				STR_ARGS(noun), STR_ARGS(r->address), is));
	else
		remedy_note(remedy, a,
			str_printf(a,
				"The %.*s %.*s %s of an organization. Only its account, and a "
				"delegated "
				"administrator with the full ARN, can change it.",
				STR_ARGS(noun), STR_ARGS(r->key), is));
}

void remedy_add_notes(struct remedy *remedy, const struct run *run)
{
	struct arena *a = run->arena;

	for (size_t i = 0; i < remedy->changes.n; i++) {
		const struct remedy_change *change = remedy->changes.items[i];
		const struct resource *r = change->resource;

		note_shared(remedy, r, a);
		if (r->has_drift)
			remedy_note(remedy, a,
				str_printf(a,
					"The plan starts from other values of %.*s than those "
					"exported. Make the plan again first: it may restore the "
					"values.",
					STR_ARGS(r->address)));
		if (r->address.len > 0 && has_exports(run, r->owner))
			remedy_note(remedy, a,
				str_printf(a,
					"Terraform manages %.*s: an AWS CLI command on it would be "
					"drift.",
					STR_ARGS(r->address)));
	}
}
