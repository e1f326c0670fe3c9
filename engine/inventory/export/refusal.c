/*
 * refusal - AWS's answer that it does not execute a command, and who can get another one.
 *
 * A refusal is an answer: the same command gets it again, unless other credentials are used. Errors
 * that pass by themselves are none. Knows error codes that all services have.
 */
#include "inventory/export/command_line.h"
#include "inventory/export/export.h"

/* parts of the codes of errors that pass: the command can be run again */
static const char *const passing[] = {"Throttl", "TooManyRequests", "RequestLimitExceeded",
	"SlowDown", "Expired", "Timeout", "TimedOut", "Unavailable", "Internal", "ServiceException",
	"ServiceFailure", "ServerException", "NotYetValid", "IncompleteSignature"};

static bool contains(struct str s, struct str part)
{
	for (size_t i = 0; i + part.len <= s.len; i++)
		if (memcmp(s.ptr + i, part.ptr, part.len) == 0)
			return true;
	return false;
}

bool export_is_refused(const struct export *x)
{
	if (!x->failed || !x->code.len)
		return false;
	for (size_t i = 0; i < LENGTH_OF(passing); i++)
		if (contains(x->code, str_of(passing[i])))
			return false;
	return true;
}

static struct str where(struct inventory *w, const struct export *x)
{
	struct str account = x->account.len ? x->account : STR("the account");
	return x->region.len ? str_printf(w->run, "%.*s, Region %.*s", STR_ARGS(account),
				       STR_ARGS(x->region))
			     : account;
}

struct str refusal_remedy(struct inventory *w, const struct export *x)
{
	struct str place = where(w, x);
	return str_printf(w->run,
		"credentials that may call %.*s in account %.*s; if nobody may, --accept-unknown",
		STR_ARGS(x->command->permission), STR_ARGS(place));
}

/* what a failed list would show is unknown, whatever other lists show */
void exports_find_refused(struct inventory *w)
{
	for (size_t i = 0; i < w->exports.n; i++) {
		const struct export *x = w->exports.items[i];
		struct str whose;
		const struct list_state *list = export_list(x, &whose);
		/* a broken input is an error of the run */
		if (!list || !x->failed || x->source->input.state == INPUT_BROKEN || list->closed ||
			x->account_state->lists[x->wanted].closed ||
			x->account_state->lists[x->wanted].is_unlisted)
			continue;
		bool refused = export_is_refused(x);
		struct str resolve =
			refused ? refusal_remedy(w, x)
				: command_line(w, x->command, x->account, x->region, x->type, NULL);
		reasons_make(w->run, &x->account_state->account.unlisted,
			refused ? WHY_LIST_REFUSED : WHY_LIST_FAILED, x->place,
			REASON_ARGS(x->type->nouns, whose, resolve, x->command->name,
				x->source->input.uri, export_error(w->run, x)));
	}
}
