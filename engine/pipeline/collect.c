/*
 * collect - checks what `assay collect` was asked for, and writes its script.
 */
#include "pipeline/inside.h"

#include "base/day.h"
#include "report/model/collect.h"

/* the longest line of the accounts */
#define LINE_MAX_BYTES ((size_t)400)

static bool consists_of(struct str s, const char *more)
{
	for (size_t i = 0; i < s.len; i++) {
		char c = s.ptr[i];

		if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
			    (c && strchr(more, c))))
			return false;
	}
	return s.len > 0 && s.ptr[0] != '-';
}

static struct str next_word(struct str *line)
{
	struct str word;
	size_t n = 0;

	while (line->len && strchr(" \t\r", *line->ptr)) {
		line->ptr++;
		line->len--;
	}
	while (n < line->len && !strchr(" \t\r", line->ptr[n]))
		n++;
	word = (struct str){line->ptr, n};
	line->ptr += n;
	line->len -= n;
	return word;
}

/* "arn:aws:iam::ID:role/NAME" of that account, or the name of a profile */
static bool is_access(struct str id, struct str how)
{
	struct arn arn;

	if (!str_starts(how, STR("arn:")))
		return consists_of(how, "_.@+-");
	return consists_of(how, "_.@+=,/:-") && arn_parse(&arn, how) && str_eq(arn.account, id) &&
	       str_is(arn.service, "iam") && str_starts(arn.resource, STR("role/")) &&
	       !str_ends(how, STR("/"));
}

static int add_account(struct call *c, const struct assay_collect *asked, struct list *accounts,
	struct str line, size_t number)
{
	struct arena *arena = c->result->arena;
	struct str *account, id = next_word(&line), how = next_word(&line), rest = next_word(&line);

	if (!id.len || *id.ptr == '#')
		return ASSAY_OK;
	if (!is_account_id(id) || !is_access(id, how) || rest.len || how.len > LINE_MAX_BYTES)
		return error_at(c->err, ASSAY_EUSAGE, asked->accounts_name, number, 1,
			"this is neither \"ID PROFILE\" nor \"ID ROLE-ARN\". Write the 12 digits "
			"of an "
			"account, and a profile of the AWS CLI or the ARN of a role in the "
			"account");
	account = arena_alloc(arena, sizeof *account);
	*account = str_printf(arena, "%.*s %.*s", STR_ARGS(id), STR_ARGS(how));
	(void)list_add(arena, accounts, account);
	return ASSAY_OK;
}

static int read_accounts(struct call *c, const struct assay_collect *asked, struct list *accounts)
{
	struct str rest = {asked->accounts, asked->accounts_len};
	int status = ASSAY_OK;

	for (size_t number = 1; !status && rest.len; number++) {
		const char *end = memchr(rest.ptr, '\n', rest.len);
		struct str line = {rest.ptr, end ? (size_t)(end - rest.ptr) : rest.len};

		status = add_account(c, asked, accounts, line, number);
		rest.ptr += line.len + (end ? 1 : 0);
		rest.len -= line.len + (end ? 1 : 0);
	}
	if (!status && asked->accounts && !accounts->n)
		return error_at(c->err, ASSAY_EUSAGE, asked->accounts_name, 0, 0,
			"the file names no account. Write a line \"ID PROFILE\" for each");
	return status;
}

static int read_regions(struct call *c, const struct assay_collect *asked, struct list *regions)
{
	struct arena *arena = c->result->arena;

	for (size_t i = 0; i < asked->n_regions; i++) {
		struct str *region = arena_alloc(arena, sizeof *region);

		*region = str_copy(arena, str_of(asked->regions[i]));
		if (!is_region_name(*region))
			return error_set(c->err, ASSAY_EUSAGE,
				"--region takes the name of a Region, such as us-east-1, not '%s'.",
				asked->regions[i]);
		(void)list_add(arena, regions, region);
	}
	return ASSAY_OK;
}

/* both times or none: a call that needs them needs a beginning and an end */
static int read_times(
	struct call *c, const struct assay_collect *asked, struct collect_settings *settings)
{
	const char *const texts[] = {asked->logs_from, asked->logs_until};
	int64_t times[2] = {0, 0};

	if (!texts[0] && !texts[1])
		return ASSAY_OK;
	for (size_t i = 0; i < 2; i++)
		if (!texts[i] || !str_ends(str_of(texts[i]), STR("Z")) ||
			!time_parse(str_of(texts[i]), &times[i]))
			return error_set(c->err, ASSAY_EUSAGE,
				"--logs-from and --logs-until take two times in UTC, such as "
				"2026-11-20T00:00:00Z, not '%s'.",
				texts[i] ? texts[i] : "");
	if (times[0] >= times[1])
		return error_set(
			c->err, ASSAY_EUSAGE, "--logs-until is not later than --logs-from.");
	settings->from = str_of(texts[0]);
	settings->until = str_of(texts[1]);
	return ASSAY_OK;
}

/* the texts of a list of struct str, one after the other */
static const struct str *texts_of(struct arena *arena, const struct list *list)
{
	struct str *texts = arena_array(arena, list->n + 1, sizeof *texts);

	for (size_t i = 0; i < list->n; i++)
		texts[i] = *(const struct str *)list->items[i];
	return texts;
}

static const struct str *control_ids(const struct run *run)
{
	struct str *ids = arena_array(run->arena, run->n_controls + 1, sizeof *ids);

	for (size_t i = 0; i < run->n_controls; i++)
		ids[i] = run->controls[i]->id;
	return ids;
}

static int write_collection(struct call *c)
{
	const struct assay_collect *asked = c->collect;
	struct arena *arena = c->result->arena;
	const struct run *run = &c->result->run;
	struct collect_settings settings = {.organization = str_of(asked->organization)};
	const struct collected *const *calls;
	struct list accounts = {0}, regions = {0};
	size_t n;
	int status = read_accounts(c, asked, &accounts);

	if (!status)
		status = read_regions(c, asked, &regions);
	if (!status)
		status = read_times(c, asked, &settings);
	if (!status && asked->organization && !consists_of(settings.organization, "_.@+=,/-"))
		status = error_set(c->err, ASSAY_EUSAGE,
			"--organization takes the name of a role, not '%s'.", asked->organization);
	if (status)
		return status;
	inventory_collect(c->result->inventory, &calls, &n);
	settings.accounts = texts_of(arena, &accounts);
	settings.n_accounts = accounts.n;
	settings.regions = texts_of(arena, &regions);
	settings.n_regions = regions.n;
	settings.controls = control_ids(run);
	settings.n_controls = run->n_controls;
	status = asked->policy ? report_collect_policy(&c->out, arena, &settings, calls, n)
			       : report_collect(&c->out, &settings, calls, n);
	return status ? error_set(c->err, ASSAY_EIO, "the script can't be written") : ASSAY_OK;
}

int assay_collect_write(const struct assay_result *r, const struct assay_collect *asked,
	assay_write_fn *write, void *payload, struct assay_error *err)
{
	/* as in assay_result_write */
	struct call call = {.result = (struct assay_result *)(uintptr_t)r,
		.collect = asked,
		.out = {write, payload, ASSAY_OK},
		.err = err};

	return call_run(r->arena, write_collection, &call);
}
