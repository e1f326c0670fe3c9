/*
 * script - the missing exports as blocks for sh, bash and zsh: one for each account.
 *
 * A block can be pasted or run as a file: a subshell, so that it ends without the shell of the
 * user, with no comment (zsh reads none at a prompt) and no word splitting. It first checks that
 * the credentials are the account's. Knows lines of commands, not what they export.
 */
#include "report/model/script.h"

/* remember the text; true if it was not there before */
static bool keep(struct arena *a, struct map *seen, struct str text)
{
	if (text.len == 0 || map_get(seen, text))
		return false;
	map_set(a, seen, text, seen);
	return true;
}

static void out_begin(struct out *o)
{
	/* a pager would wait for a key, and sts and ec2 need some Region */
	out_text(o,
		"\n(\nexport AWS_PAGER=\n"
		"export AWS_DEFAULT_REGION=\"${AWS_REGION:-${AWS_DEFAULT_REGION:-$(aws configure "
		"get region || echo us-east-1)}}\"\n");
}

static int out_word(void *payload, struct str key, void *value)
{
	struct out *o = payload;
	(void)value;
	out_text(o, " ");
	out_safe(o, key);
	return 0;
}

/* the lines of a command; a loop begins before the first of its commands, ends after the last */
static void out_command(
	struct out *o, const struct missing *const *missing, size_t n, size_t i, const char *indent)
{
	const struct shell_loop *loop = missing[i]->loop;
	if (loop && (i == 0 || missing[i - 1]->loop != loop)) {
		out_text(o, indent);
		out_safe(o, loop->list);
		if (loop->test.len) {
			out_text(o, "\n  ");
			out_text(o, indent);
			out_safe(o, loop->test);
		}
		out_text(o, "\n");
	}
	out_text(o, loop ? "  " : "");
	out_text(o, indent);
	out_safe(o, missing[i]->command);
	/* standard input is the list of Regions */
	out_text(o, *indent && !loop ? " < /dev/null\n" : "\n");
	if (loop && (i + 1 == n || missing[i + 1]->loop != loop)) {
		out_text(o, indent);
		out_text(o, "done\n");
	}
}

/* the commands of the account that the first of them names; returns their number */
static size_t out_account(
	struct out *o, struct arena *a, const struct missing *const *missing, size_t n)
{
	struct map folders = {0};
	struct str account = missing[0]->account;
	size_t last = 0, n_commands = 0;
	for (; last < n && str_eq(missing[last]->account, account); last++) {
		n_commands += missing[last]->folder.len > 0;
		if (!str_is(missing[last]->folder, "."))
			(void)keep(a, &folders, missing[last]->folder);
	}
	if (n_commands == 0)
		return last;
	out_begin(o);
	out_text(o, "test \"$(aws sts get-caller-identity --query Account --output text)\" = ");
	out_safe(o, account);
	out_text(o, " || exit 1\n");
	if (folders.n > 0) {
		out_text(o, "mkdir -p");
		(void)map_each(&folders, out_word, o);
		out_text(o, " || exit 1\n");
	}
	for (size_t i = 0; i < last; i++)
		if (missing[i]->folder.len)
			out_command(o, missing, last, i, "");
	out_text(o, ")\n");
	return last;
}

void out_missing_script(
	struct out *o, struct arena *a, const struct missing *const *missing, size_t n)
{
	for (size_t i = 0; i < n;)
		i += out_account(o, a, missing + i, n - i);
}

void exported_accounts(struct map *accounts, const struct run *run)
{
	for (size_t i = 0; i < run->n_inputs; i++) {
		const struct input *input = run->inputs[i];
		if (input->state == INPUT_READ && input->command && input->account)
			(void)keep(run->arena, accounts, input->account->id);
	}
}

static int out_pattern(void *payload, struct str key, void *value)
{
	struct out *o = payload;
	(void)value;
	out_text(o, "(");
	out_safe(o, key);
	out_text(o, ") exit 0 ;;\n");
	return 0;
}

static bool is_regional(const struct missing *m)
{
	return !str_is(m->folder, "$ACCOUNT");
}

static size_t count_regional(const struct missing *const *starter, size_t n)
{
	size_t n_regional = 0;
	for (size_t i = 0; i < n; i++)
		n_regional += is_regional(starter[i]);
	return n_regional;
}

static void out_starter_lines(
	struct out *o, const struct missing *const *starter, size_t n, bool regional)
{
	for (size_t i = 0; i < n; i++)
		if (is_regional(starter[i]) == regional)
			out_command(o, starter, n, i, regional ? "  " : "");
}

static void out_regions(struct out *o, const struct missing *const *starter, size_t n)
{
	out_text(o, "printf \"%s\\n\" \"$REGIONS\" | while read -r REGION; do\n"
		    "  mkdir -p \"$ACCOUNT/$REGION\" || exit 1\n");
	out_starter_lines(o, starter, n, true);
	out_text(o, "done\n");
}

void out_starter_script(
	struct out *o, const struct run *run, const struct missing *const *starter, size_t n)
{
	struct map accounts = {0};
	exported_accounts(&accounts, run);
	out_begin(o);
	out_text(o, "ACCOUNT=$(aws sts get-caller-identity --query Account --output text) || "
		    "exit 1\n");
	if (accounts.n > 0) {
		out_text(o, "case \"$ACCOUNT\" in\n");
		(void)map_each(&accounts, out_pattern, o);
		out_text(o, "esac\n");
	}
	bool regional = count_regional(starter, n) > 0;
	if (regional)
		out_text(o, "REGIONS=$(aws ec2 describe-regions --query "
			    "\"Regions[].[RegionName]\" --output text) || exit 1\n");
	out_text(o, "mkdir -p \"$ACCOUNT\" || exit 1\n");
	out_starter_lines(o, starter, n, false);
	if (regional)
		out_regions(o, starter, n);
	out_text(o, ")\n");
}

int report_script(struct out *out, const struct run *run, const struct missing *const *missing,
	size_t n_missing, const struct missing *const *starter, size_t n_starter)
{
	out_text(out, "#!/bin/sh\n");
	out_missing_script(out, run->arena, missing, n_missing);
	if (n_starter > 0)
		out_starter_script(out, run, starter, n_starter);
	return out->status;
}
