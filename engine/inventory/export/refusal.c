/*
 * refusal - AWS's answer that it does not execute a command, and who can get another one.
 *
 * A refusal is an answer: the same command gets it again, unless other credentials are used. Errors
 * that pass by themselves are none. Knows error codes that all services have.
 */
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
