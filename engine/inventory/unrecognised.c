/*
 * unrecognised - what is said of files that are no inputs: those that are named are errors, and
 * those that a walk finds are counted, unless they may hold what matters.
 *
 * Knows names, kinds and states of inputs. Must not know what they contain.
 */
#include "doc/sniff.h"
#include "inventory/export/export.h"
#include "inventory/source_kinds.h"

/* a file named on the command line is not recognised: report what it is, or what is read */
static void refuse(struct inventory *w, struct source *s)
{
	const char *text = "Not recognised: this is neither a Terraform or OpenTofu plan "
			   "(terraform show -json PLAN) nor the output of an AWS CLI command "
			   "that a rule reads.";
	if (s->kind)
		text = s->kind->remedy;
	remark_add(w, REMARK_ERROR, s, doc_root(s->doc), str_of(text));
}

/* No input at all: with a guess at what the first file with data is. */
static void note_nothing(struct inventory *w)
{
	const struct source *other = NULL;
	for (size_t i = 0; !other && i < w->sources.n; i++) {
		const struct source *s = w->sources.items[i];
		other = s->input.error && export_has_data(s->input.name) ? s : NULL;
	}
	struct str why = other ? other->input.error->message : STR_NONE;
	why.len -= str_ends(why, STR("."));
	remark_add(w, REMARK_ERROR, NULL, NOWHERE,
		str_printf(w->run,
			"Nothing was recognised. Give outputs of the AWS CLI (JSON or YAML) or a "
			"Terraform plan in JSON%s%.*s%s%.*s. assay inspect PATH prints the "
			"commands for the exports.",
			other ? ": " : "", STR_ARGS(other ? other->input.name : STR_NONE),
			other ? ": " : "", STR_ARGS(why)));
}

/* True of a template that declares a resource of a wanted type, also one that can't be parsed. */
static bool is_lost_template(const struct inventory *w, const struct source *s)
{
	struct str bytes = s->input.bytes;
	if (!bytes.ptr || !str_contains(bytes, STR("Resources")))
		return false;
	for (size_t i = 0; i < w->n_types; i++)
		if (str_contains(bytes, w->types[i]->name))
			return true;
	return false;
}

/* A skipped template may hold what matters, so --quiet names it, too. */
static void note_template(struct inventory *w, const struct source *first, size_t n)
{
	remark_add(w, REMARK_WARNING, NULL, NOWHERE,
		str_printf(w->run,
			"%zu CloudFormation template%s %s not read: %.*s%s. Deploy a template, "
			"then export the account: assay inspect PATH prints the commands.",
			n, n == 1 ? "" : "s", n == 1 ? "was" : "were", STR_ARGS(first->input.uri),
			n == 1 ? "" : " and others"));
	((struct remark *)w->remarks.items[w->remarks.n - 1])->skips = true;
}

/* Archives of other formats may hold what matters, so --quiet names them, too. */
static void note_archives(struct inventory *w)
{
	const struct source *first = NULL;
	size_t n = 0;
	for (size_t i = 0; i < w->sources.n; i++) {
		const struct source *s = w->sources.items[i];
		if (s->input.state != INPUT_NOT_RECOGNISED || s->input.named ||
			!sniff_is_unread_archive(s->input.bytes))
			continue;
		first = first ? first : s;
		n++;
	}
	if (!n)
		return;
	remark_add(w, REMARK_WARNING, NULL, NOWHERE,
		str_printf(w->run,
			"%zu compressed file%s or archive%s of a format that assay does not read "
			"%s skipped: %.*s%s. Pack exports as .tar.gz or .zip.",
			n, n == 1 ? "" : "s", n == 1 ? "" : "s", n == 1 ? "was" : "were",
			STR_ARGS(first->input.uri), n == 1 ? "" : " and others"));
	((struct remark *)w->remarks.items[w->remarks.n - 1])->skips = true;
}

/* Recognised resources that are not read: --quiet names them, too. One warning for each kind. */
static void note_unread_kinds(struct inventory *w)
{
	struct map counts = {0};
	struct list firsts = {0};
	for (size_t i = 0; i < w->sources.n; i++) {
		struct source *s = w->sources.items[i];
		if (s->input.state != INPUT_NOT_RECOGNISED || s->input.named || !s->kind ||
			!s->kind->warns)
			continue;
		size_t *n = map_get(&counts, str_of(s->kind->name));
		if (!n) {
			n = arena_alloc(w->run, sizeof *n);
			map_set(w->run, &counts, str_of(s->kind->name), n);
			list_add(w->run, &firsts, s);
		}
		++*n;
	}
	for (size_t i = 0; i < firsts.n; i++) {
		struct source *s = firsts.items[i];
		size_t n = *(const size_t *)map_get(&counts, str_of(s->kind->name)) - 1;
		struct str more = n ? str_printf(w->run, " %zu more file%s of the kind %s there.",
					      n, n == 1 ? "" : "s", n == 1 ? "is" : "are")
				    : STR("");
		remark_add(w, REMARK_WARNING, s, NOWHERE,
			str_printf(w->run, "%s%.*s", s->kind->remedy, STR_ARGS(more)));
		((struct remark *)w->remarks.items[w->remarks.n - 1])->skips = true;
	}
}

void inventory_note_unrecognised(struct inventory *w)
{
	const struct source *template = NULL;
	size_t n_read = 0, n_found = 0, n_broken = 0, n_templates = 0;
	for (size_t i = 0; i < w->sources.n; i++) {
		struct source *s = w->sources.items[i];
		n_read += s->input.state == INPUT_READ;
		n_broken += s->input.state == INPUT_BROKEN;
		if (s->input.state != INPUT_NOT_RECOGNISED)
			continue;
		n_found += !s->input.named;
		if (s->input.named) {
			refuse(w, s);
		} else if (!(s->kind && s->kind->warns) && is_lost_template(w, s)) {
			template = template ? template : s;
			n_templates++;
		}
	}
	note_unread_kinds(w);
	note_archives(w);
	if (template)
		note_template(w, template, n_templates);
	if (n_found)
		remark_add(w, REMARK_NOTE, NULL, NOWHERE,
			str_printf(w->run,
				"%zu file%s %s not recognised and skipped; "
				"assay inspect lists %s.",
				n_found, n_found == 1 ? "" : "s", n_found == 1 ? "was" : "were",
				n_found == 1 ? "it" : "them"));
	if (n_read == 0 && n_broken == 0 && !w->accepts_nothing)
		note_nothing(w);
}
