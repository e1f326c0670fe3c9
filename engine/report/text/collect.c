/*
 * collect - the script of `assay collect`, and the IAM policy that it needs.
 *
 * The functions of the script are collect.sh, part of the program; what is asked follows from the
 * types. Every text that comes from outside is quoted for a shell.
 */
#include "report/model/collect.h"
#include "base/map.h"
#include "report/text/text_out.h"

/* 'text', with each ' as '\'' */
static void out_quoted(struct out *o, struct str text)
{
	out_text(o, "'");
	for (size_t i = 0; i < text.len; i++)
		if (text.ptr[i] == '\'')
			out_text(o, "'\\''");
		else
			out_bytes(o, text.ptr + i, 1);
	out_text(o, "'");
}

static void out_setting(struct out *o, const char *name, const struct str *lines, size_t n)
{
	out_printf(o, "%s=", name);
	out_text(o, n ? "" : "''");
	for (size_t i = 0; i < n; i++) {
		if (i)
			out_text(o, "'\n'");
		out_quoted(o, lines[i]);
	}
	out_text(o, "\n");
}

static void out_settings(struct out *o, const struct collect_settings *s)
{
	out_text(o, "#!/bin/sh\n# Exports what ");
	for (size_t i = 0; i < s->n_controls; i++)
		out_printf(o, "%s%.*s", i ? ", " : "", STR_ARGS(s->controls[i]));
	out_printf(o, " needs; printed by assay %s. Copy it to where the AWS CLI is.\n",
		ASSAY_VERSION);
	out_setting(o, "script_version",
		&(struct str){"assay " ASSAY_VERSION, sizeof ASSAY_VERSION + 5}, 1);
	out_text(o, "# ID PROFILE or ID ROLE-ARN, one account on a line; empty: the account of the "
		    "credentials\n");
	out_setting(o, "accounts", s->accounts, s->n_accounts);
	out_text(o, "# a role in each account of the organization; empty: no organization\n");
	out_setting(o, "organization_role", &s->organization, s->organization.len ? 1 : 0);
	out_text(o, "# one Region on a line; empty: the enabled ones of each account\n");
	out_setting(o, "regions", s->regions, s->n_regions);
	out_text(o,
		"# the time that a metric is about: a beginning and an end; empty: metrics are not "
		"asked\n");
	out_setting(o, "logs_from", &s->from, s->from.len ? 1 : 0);
	out_setting(o, "logs_until", &s->until, s->until.len ? 1 : 0);
	out_text(o, "\n");
	out_text(o, collect_script);
}

static void out_details(struct out *o, const struct collected *call)
{
	if (!call->details.n)
		return;
	out_printf(o, "\trows %.*s '%.*s' %.*s", STR_ARGS(call->stem), STR_ARGS(call->query),
		STR_ARGS(call->command));
	if (call->arguments.len)
		out_printf(o, " %.*s", STR_ARGS(call->arguments));
	out_printf(o, " | while IFS=$tab read -r %.*s; do\n\t\t%.*s\n", STR_ARGS(call->variables),
		STR_ARGS(call->test));
	for (size_t i = 0; i < call->details.n; i++) {
		const struct collected *detail = call->details.items[i];

		out_text(o, detail->timed ? "\t\t! timed || " : "\t\t");
		out_printf(o, "call \"%.*s.$(label \"$%.*s\")\"", STR_ARGS(detail->stem),
			STR_ARGS(call->label_variable));
		out_printf(
			o, " %.*s %.*s\n", STR_ARGS(detail->command), STR_ARGS(detail->arguments));
	}
	out_text(o, "\tdone\n");
}

static void out_function(struct out *o, const char *name, const struct collected *const *calls,
	size_t n, bool regional)
{
	size_t written = 0;

	out_printf(o, "%s() {\n", name);
	for (size_t i = 0; i < n; i++) {
		const struct collected *call = calls[i];

		if (call->regional != regional)
			continue;
		written++;
		if (!call->again)
			out_printf(o, "\tcall %.*s %.*s%s%.*s\n", STR_ARGS(call->stem),
				STR_ARGS(call->command), call->arguments.len ? " " : "",
				STR_ARGS(call->arguments));
		out_details(o, call);
		for (size_t k = 0; k < call->left_out.n; k++)
			out_printf(o,
				"\t# left out, since the list does not print its arguments: %.*s\n",
				STR_ARGS(*(const struct str *)call->left_out.items[k]));
	}
	out_text(o, written ? "}\n\n" : "\t:\n}\n\n");
}

int report_collect(struct out *out, const struct collect_settings *settings,
	const struct collected *const *calls, size_t n)
{
	out_settings(out, settings);
	out_text(out, "\n# ---- What is asked ----\n\n# once for each account\n");
	out_function(out, "collect_account", calls, n, false);
	out_text(out, "# in each Region\n");
	out_function(out, "collect_region", calls, n, true);
	out_text(out, "main \"$@\"\n");
	return out->status;
}

static int compare_actions(const void *a, const void *b)
{
	const struct str *x = a, *y = b;

	return str_cmp(*x, *y);
}

static void add_action(struct arena *a, struct list *actions, const struct str *action)
{
	for (size_t i = 0; i < actions->n; i++)
		if (str_eq(*(const struct str *)actions->items[i], *action))
			return;
	if (action->len)
		(void)list_add(a, actions, (void *)(uintptr_t)action);
}

/* true if a line of the accounts is "ID ROLE-ARN"; a profile needs no permission of the script */
static bool has_role(const struct collect_settings *settings)
{
	for (size_t i = 0; i < settings->n_accounts; i++)
		if (str_contains(settings->accounts[i], STR(" arn:")))
			return true;
	return false;
}

int report_collect_policy(struct out *out, struct arena *a, const struct collect_settings *settings,
	const struct collected *const *calls, size_t n)
{
	static const struct str regions = {"ec2:DescribeRegions", 19};
	static const struct str members = {"organizations:ListAccounts", 26};
	static const struct str role = {"sts:AssumeRole", 14};
	struct list actions = {0};

	for (size_t i = 0; i < n; i++) {
		add_action(a, &actions, &calls[i]->permission);
		for (size_t k = 0; k < calls[i]->details.n; k++) {
			const struct collected *detail = calls[i]->details.items[k];

			if (!detail->timed || settings->from.len)
				add_action(a, &actions, &detail->permission);
		}
	}
	if (!settings->n_regions)
		add_action(a, &actions, &regions);
	if (settings->organization.len)
		add_action(a, &actions, &members);
	if (settings->organization.len || has_role(settings))
		add_action(a, &actions, &role);
	(void)list_sort(a, &actions, compare_actions);
	out_text(out, "{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": [\n    {\n"
		      "      \"Sid\": \"AssayCollect\",\n      \"Effect\": \"Allow\",\n"
		      "      \"Action\": [\n");
	for (size_t i = 0; i < actions.n; i++)
		out_printf(out, "        \"%.*s\"%s\n",
			STR_ARGS(*(const struct str *)actions.items[i]),
			i + 1 < actions.n ? "," : "");
	out_text(out, "      ],\n      \"Resource\": \"*\"\n    }\n  ]\n}\n");
	return out->status;
}
