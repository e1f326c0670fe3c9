/*
 * inspect - what the inputs contain, and the missing exports with their commands, for people.
 *
 * The list names each file with the evidence for its account and Region, and each resource. Must
 * not know verdicts.
 */
#include "base/log_lines.h"
#include "report/model/script.h"
#include "report/text/tree.h"

/* More commands are only counted: --script prints them. */
#define COMMANDS_SHOWN ((size_t)20)
/* More reasons are only counted. */
#define REASONS_SHOWN ((size_t)20)

/* the missing exports, and those to begin with */
struct inspected {
	const struct missing *const *missing;
	size_t n_missing;
	const struct missing *const *starter;
	size_t n_starter;
};

static void title(const struct text *t, const char *words)
{
	out_styled(t, STYLE_STRONG, words);
	out_text(t->out, "\n");
}

/* "SERVICE COMMAND of 123456789012/us-east-1, identified by its path; 2 resources" */
static void about_input(struct out *o, struct arena *a, const struct input *input)
{
	const struct account *account = input->account;
	struct str in = input->region ? input->region->key : account ? account->key : STR_NONE;
	bool its = str_is(input->told_by, "envelope") || str_is(input->told_by, "path");
	bool identified = in.len && input->told_by.len > 0;
	struct wrap w;
	wrap_begin(&w, o, 4, "");
	wrap_words(&w,
		str_printf(a, "%.*s%s", STR_ARGS(input->kind.len ? input->kind : STR("recognised")),
			in.len           ? ""
			: input->command ? ","
					 : ";"));
	if (in.len)
		wrap_words(&w, str_printf(a, "of %.*s%s", STR_ARGS(in), identified ? "," : ";"));
	else if (input->command)
		wrap_words(&w, STR("account and Region unknown;"));
	if (identified)
		wrap_words(&w, str_printf(a, "identified by %s%.*s;", its ? "its " : "",
				       STR_ARGS(input->told_by)));
	wrap_words(&w, str_printf(a, "%zu resource%s", input->n_resources,
			       input->n_resources == 1 ? "" : "s"));
	wrap_end(&w);
}

static void read_inputs(const struct text *t)
{
	bool any = false;
	for (size_t i = 0; i < t->run->n_inputs; i++) {
		const struct input *input = t->run->inputs[i];
		if (input->state != INPUT_READ)
			continue;
		if (!any)
			title(t, "Recognised");
		any = true;
		struct where where = {.input = input, .uri = input->uri};
		out_place(t, 2, &where);
		about_input(t->out, t->run->arena, input);
	}
	if (any)
		out_text(t->out, "\n");
}

static void other_inputs(const struct text *t, enum input_state state, const char *heading)
{
	bool any = false;
	for (size_t i = 0; i < t->run->n_inputs; i++) {
		const struct input *input = t->run->inputs[i];
		if (input->state != state)
			continue;
		if (!any)
			title(t, heading);
		any = true;
		struct where where = {.input = input, .uri = input->uri};
		if (state == INPUT_BROKEN) {
			where.place.line = input->error->line;
			where.place.column = input->error->column;
		}
		out_place(t, 2, &where);
		if (input->error)
			out_wrapped(t->out, 4, "", input->error->message);
	}
	if (any)
		out_text(t->out, "\n");
}

/* what a walk did not read */
static void skipped(const struct text *t)
{
	static const char *const why[ASSAY_N_SKIPPED] = {
		[ASSAY_SKIPPED_LINK] = "a link",
		[ASSAY_SKIPPED_SPECIAL] = "a pipe, socket or device",
		[ASSAY_SKIPPED_HIDDEN] = "hidden",
		[ASSAY_SKIPPED_IGNORED] = "excluded by a .gitignore",
		[ASSAY_SKIPPED_MODULES] = "not read in a walk",
	};
	size_t n = t->run->skipped ? t->run->skipped->n : 0;
	if (n > 0)
		title(t, "Skipped");
	for (size_t i = 0; i < n; i++) {
		const struct skipped *s = t->run->skipped->items[i];
		struct where where = {.uri = path_uri(t->run->arena, s->name)};
		out_place(t, 2, &where);
		out_wrapped(t->out, 4, "", str_of(why[s->why]));
	}
	if (n > 0)
		out_text(t->out, "\n");
}

static void about_resource(const struct text *t, const struct resource *r)
{
	struct out *o = t->out;
	struct where where = where_cursor(t->run, r->root ? r->root->at : (struct cursor){0});
	struct str name = r->key.len ? r->key : r->label;
	out_text(o, "    ");
	out_safe(o, name);
	if (r->home) {
		bool fits = 4 + safe_width(name) + 7 + safe_width(r->home->key) <= WRAP_WIDTH;
		out_text(o, fits ? "  home " : "\n      home ");
		out_safe(o, r->home->key);
	}
	out_text(o, "\n");
	out_place(t, 6, &where);
}

static void resources(const struct text *t)
{
	const struct type *last = NULL;
	for (size_t i = 0; i < t->run->resources.n; i++) {
		const struct resource *r = t->run->resources.items[i];
		if (i == 0)
			title(t, "Resources");
		if (r->type != last) {
			out_text(t->out, "  ");
			out_safe(t->out, r->type->nouns);
			out_text(t->out, "\n");
		}
		last = r->type;
		about_resource(t, r);
	}
	if (t->run->resources.n > 0)
		out_text(t->out, "\n");
}

static bool is_listed_as_broken(const struct remark *remark)
{
	const struct input *input = remark->input;
	return remark->level == REMARK_ERROR && input && input->state == INPUT_BROKEN &&
	       input->error && input->error->line > 0;
}

static void remarks(const struct text *t)
{
	bool any = false;
	for (size_t i = 0; i < t->run->remarks.n; i++) {
		const struct remark *remark = t->run->remarks.items[i];
		if (is_listed_as_broken(remark))
			continue;
		any = true;
		text_remark(t, remark);
	}
	if (any)
		out_text(t->out, "\n");
}

static int wrap_permission(void *payload, struct str key, void *value)
{
	(void)value;
	wrap_words(payload, key);
	return 0;
}

/* remember the text; true if it was not there before */
static bool keep(struct arena *a, struct map *seen, struct str text)
{
	if (text.len == 0 || map_get(seen, text))
		return false;
	map_set(a, seen, text, seen);
	return true;
}

static void missing_why(
	const struct text *t, const struct missing *const *missing, size_t n_missing)
{
	struct map whys = {0}, permissions = {0};
	for (size_t i = 0; i < n_missing; i++)
		if (keep(t->run->arena, &whys, missing[i]->why) && whys.n <= REASONS_SHOWN)
			out_wrapped(t->out, 2, "- ", missing[i]->why);
	if (whys.n > REASONS_SHOWN)
		out_wrapped(t->out, 2, "- ",
			str_printf(t->run->arena, "and %zu more (assay inspect --format json)",
				whys.n - REASONS_SHOWN));
	for (size_t i = 0; i < n_missing; i++)
		keep(t->run->arena, &permissions, missing[i]->permission);
	if (permissions.n == 0)
		return;
	struct wrap w;
	out_text(t->out, "\n");
	wrap_begin(&w, t->out, 2, "Required IAM permissions:");
	w.any = true;
	w.indent = 2;
	(void)map_each(&permissions, wrap_permission, &w);
	wrap_end(&w);
}

/* the command that prints the script, with the input as the user gave it */
static void script_command(const struct text *t)
{
	out_text(t->out, "    assay inspect --script ");
	out_path_argument(t);
	out_text(t->out, " > rest.sh\n");
}

static void missing_exports(
	const struct text *t, const struct missing *const *missing, size_t n_missing)
{
	bool shown = n_missing <= COMMANDS_SHOWN;
	title(t, "Missing");
	missing_why(t, missing, n_missing);
	out_text(t->out, "\n");
	out_paragraph(t->out, 2,
		shown ? STR("Run each block in the folder for the exports, with the credentials of "
			    "its account. As a script:")
		      : str_printf(t->run->arena,
				"This prints the %zu commands that export them as a script for "
				"the folder for the exports, with a block for each account:",
				n_missing));
	script_command(t);
	if (shown)
		out_missing_script(t->out, t->run->arena, missing, n_missing);
}

static size_t count_lost(const struct run *run)
{
	size_t n = 0;
	for (size_t i = 0; i < run->n_inputs; i++) {
		const struct input *input = run->inputs[i];
		n += input->state == INPUT_BROKEN ||
		     (input->state == INPUT_NOT_RECOGNISED && input->named);
	}
	return n;
}

/* all that could be read was exported: with what could not be read, the answer is not complete */
static void nothing_missing(const struct text *t)
{
	size_t lost = count_lost(t->run);
	if (lost == 0)
		out_text(t->out, "No export is missing.\n");
	else
		out_paragraph(t->out, 0,
			str_printf(t->run->arena,
				"%zu input%s could not be read, so more exports may be missing.",
				lost, lost == 1 ? "" : "s"));
}

static void starter_commands(
	const struct text *t, const struct missing *const *starter, size_t n_starter)
{
	title(t, "Getting started");
	missing_why(t, starter, n_starter);
	out_text(t->out, "\n");
	out_paragraph(t->out, 2,
		STR("Run this in the folder for the exports, with the credentials of the account. "
		    "It also requires ec2:DescribeRegions. Then run assay inspect on that folder: "
		    "it lists what is still missing."));
	out_starter_script(t->out, t->run, starter, n_starter);
}

/* the tree without the files is enough for most; the rest is of use once something is wrong */
static void more(const struct text *t, bool exported)
{
	out_paragraph(t->out, 0,
		exported ? STR("Each file and resource: --list. Another account: --script also "
			       "prints a block for it, and assay collect a script for many "
			       "accounts.")
			 : STR("Each file and resource: --list. To judge the exports of the "
			       "account, too: assay collect prints a script that makes them."));
}

static bool any_is_read(const struct run *run)
{
	bool any = false;
	for (size_t i = 0; i < run->n_inputs; i++)
		any = any || run->inputs[i]->state == INPUT_READ;
	return any;
}

static int write_page(
	struct out *out, const struct run *run, const struct inspected *in, bool listed)
{
	struct log_lines lines;
	struct out inner = log_begin(&lines, out);
	const struct text t = {.out = &inner, .run = run};
	struct map accounts = {0};
	struct tree tree;
	exported_accounts(&accounts, run);
	tree_collect(run, in->missing, in->n_missing, &tree);
	text_tree(&t, &tree);
	if (listed) {
		read_inputs(&t);
		resources(&t);
	}
	other_inputs(&t, INPUT_NOT_RECOGNISED, "Not recognised");
	other_inputs(&t, INPUT_BROKEN, "Broken");
	skipped(&t);
	remarks(&t);
	if (in->n_missing > 0)
		missing_exports(&t, in->missing, in->n_missing);
	else if (accounts.n > 0 || in->n_starter == 0)
		nothing_missing(&t);
	if (any_is_read(run) || in->n_missing > 0) {
		out_text(t.out, in->n_missing > 0 || accounts.n > 0 ? "\n" : "");
		more(&t, accounts.n > 0 || in->n_missing > 0);
	} else if (in->n_starter > 0) {
		starter_commands(&t, in->starter, in->n_starter);
	}
	log_end(&lines, &inner);
	return out->status;
}

int report_inspect(struct out *out, const struct run *run, const struct missing *const *missing,
	size_t n_missing, const struct missing *const *starter, size_t n_starter)
{
	struct inspected in = {missing, n_missing, starter, n_starter};
	return write_page(out, run, &in, false);
}

int report_inspect_list(struct out *out, const struct run *run,
	const struct missing *const *missing, size_t n_missing,
	const struct missing *const *starter, size_t n_starter)
{
	struct inspected in = {missing, n_missing, starter, n_starter};
	return write_page(out, run, &in, true);
}
