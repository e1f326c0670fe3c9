/*
 * envelope - the record that `assay collect` writes around an export.
 *
 * {"assay": {"format": 1, "command", "parameters", "account", "region", "time", "caller"},
 * "output": ...} or "error": {"code", "message"} in place of the output (docs/envelope.md). Knows
 * this shape only: not what a command is, nor what an output looks like.
 */
#include "inventory/export/envelope.h"

#include "base/day.h"

/* the only format there is */
#define FORMAT 1

static int read_text(
	struct str *out, const struct value *head, const char *key, struct assay_error *err)
{
	const struct value *v = value_get(head, key);
	*out = STR_NONE;
	if (!v || v->kind == DOC_NULL)
		return ASSAY_OK;
	if (v->kind != DOC_STRING)
		return cursor_error(err, ASSAY_EINPUT, v->at,
			"the envelope's \"%s\" is not a string. Write it in double quotes", key);
	if (v->text.len)
		*out = v->text;
	return ASSAY_OK;
}

static int read_format(const struct value *head, struct assay_error *err)
{
	const struct value *v = value_get(head, "format");
	int64_t format = FORMAT;
	if (v && (!value_integer(v, &format) || format != FORMAT))
		return cursor_error(err, ASSAY_EINPUT, v->at,
			"the envelope's \"format\" is %.*s; this assay reads format %d (a newer "
			"one may read it)",
			v->kind == DOC_NUMBER && v->text.len < 40 ? (int)v->text.len : 1,
			v->kind == DOC_NUMBER && v->text.len < 40 ? v->text.ptr : "?", FORMAT);
	return ASSAY_OK;
}

/* two words of small letters, digits and hyphens, as the AWS CLI spells services and commands */
static bool is_command(struct str s)
{
	size_t spaces = 0;
	for (size_t i = 0; i < s.len; i++) {
		char c = s.ptr[i];
		if (c == ' ' && i > 0 && i + 1 < s.len)
			spaces++;
		else if (c != '-' && !(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9'))
			return false;
	}
	return spaces == 1;
}

/* Options in the command are refused: they may have omitted resources. */
static int read_command(struct envelope *out, const struct value *head, struct assay_error *err)
{
	if (!out->command.ptr)
		return cursor_error(err, ASSAY_EINPUT, head->at,
			"the envelope names no \"command\". Write the one whose output this is, as "
			"\"SERVICE COMMAND\"");
	if (str_starts(out->command, STR("aws "))) {
		out->command.ptr += 4;
		out->command.len -= 4;
	}
	if (!is_command(out->command))
		return cursor_error(err, ASSAY_EINPUT, value_get(head, "command")->at,
			"the envelope's \"command\" is not a service and a command of the AWS CLI. "
			"Write it as \"SERVICE COMMAND\", and its options as \"parameters\"");
	return ASSAY_OK;
}

/* true for 2026-12-31, of which the report would show a time that nobody stated */
static bool is_day(struct str time)
{
	int64_t day;
	return day_parse(time, &day);
}

static int read_head(struct envelope *out, const struct value *head, struct assay_error *err)
{
	int status = read_format(head, err);
	if (status == ASSAY_OK)
		status = read_text(&out->command, head, "command", err);
	if (status == ASSAY_OK)
		status = read_text(&out->account, head, "account", err);
	if (status == ASSAY_OK)
		status = read_text(&out->region, head, "region", err);
	if (status == ASSAY_OK)
		status = read_text(&out->time, head, "time", err);
	if (status == ASSAY_OK)
		status = read_text(&out->caller, head, "caller", err);
	if (status != ASSAY_OK)
		return status;
	status = read_command(out, head, err);
	if (status != ASSAY_OK)
		return status;
	if (out->account.ptr && !is_account_id(out->account))
		return cursor_error(err, ASSAY_EINPUT, value_get(head, "account")->at,
			"the envelope's \"account\" is not an account's id. Write its 12 digits, "
			"or leave it out");
	if (out->region.ptr && !is_region_name(out->region))
		return cursor_error(err, ASSAY_EINPUT, value_get(head, "region")->at,
			"the envelope's \"region\" is not the name of a Region. Write it as "
			"us-east-1, or leave it out");
	if (out->time.ptr && (!time_parse(out->time, &out->seconds) || is_day(out->time)))
		return cursor_error(err, ASSAY_EINPUT, value_get(head, "time")->at,
			"the envelope's \"time\" is not a time in UTC. Write it as "
			"2026-12-31T23:59:59Z, or leave it out");
	out->parameters = value_get(head, "parameters");
	return ASSAY_OK;
}

/* "--region" among the parameters: the Region that was asked, where the head does not say it */
static int read_region(struct envelope *out, struct assay_error *err)
{
	const struct value *given = out->parameters;
	for (size_t i = 0; given && given->kind == DOC_OBJECT && i < given->n; i++) {
		const struct value *v = given->members[i].value;
		if (!same_option(given->members[i].key, STR("region")) || v->kind != DOC_STRING ||
			!is_region_name(v->text))
			continue;
		if (out->region.ptr && !str_eq(out->region, v->text))
			return cursor_error(err, ASSAY_EINPUT, v->at,
				"the envelope's \"region\" and this parameter are two Regions: "
				"write the one that was asked");
		out->region = v->text;
	}
	return ASSAY_OK;
}

static int read_error(struct envelope *out, struct arena *a, struct assay_error *err)
{
	const struct value *v;
	int status = value_build(&v, out->error, a, err);
	if (status != ASSAY_OK)
		return status;
	if (v->kind != DOC_OBJECT)
		return cursor_error(
			err, ASSAY_EINPUT, v->at, "the envelope's \"error\" is not an object");
	status = read_text(&out->code, v, "code", err);
	return status == ASSAY_OK ? read_text(&out->message, v, "message", err) : status;
}

static const char *const head_keys[] = {
	"format", "command", "parameters", "account", "region", "time", "caller", NULL};

bool envelope_is_head(struct cursor head)
{
	struct walk walk;
	if (cursor_kind(head) != DOC_OBJECT)
		return false;
	walk_begin(&walk, head);
	while (walk_next(&walk))
		for (size_t i = 0; head_keys[i]; i++)
			if (str_is(walk.raw_key, head_keys[i]))
				return true;
	return false;
}

int envelope_read(
	struct envelope *out, struct cursor root, struct arena *a, struct assay_error *err)
{
	struct lookup keys[] = {{"assay", NOWHERE}, {"output", NOWHERE}, {"error", NOWHERE}};
	*out = (struct envelope){0};
	int status = cursor_find(root, keys, LENGTH_OF(keys), err);
	if (status != ASSAY_OK)
		return status;
	const struct value *head;
	status = value_build(&head, keys[0].value, a, err);
	if (status == ASSAY_OK && head->kind != DOC_OBJECT)
		status = cursor_error(err, ASSAY_EINPUT, keys[0].value,
			"the envelope's \"assay\" is not an object");
	if (status == ASSAY_OK)
		status = read_head(out, head, err);
	if (status == ASSAY_OK)
		status = read_region(out, err);
	if (status != ASSAY_OK)
		return status;
	static const char *const outer[] = {"assay", "output", "error", NULL};
	stated_add_others(&out->stated, root, outer, a);
	stated_add_others(&out->stated, keys[0].value, head_keys, a);
	out->output = keys[1].value;
	out->error = keys[2].value;
	if (!out->output.doc == !out->error.doc)
		return cursor_error(err, ASSAY_EINPUT, root,
			"an envelope holds an \"output\" or an \"error\", and this one holds %s",
			out->output.doc ? "both. Remove one" : "neither. Write it again");
	return out->error.doc ? read_error(out, a, err) : ASSAY_OK;
}
