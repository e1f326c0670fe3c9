/*
 * compare - the law of unknowns, for two reports: one of a inventory with something hidden, and one
 * of the inventory as it was, or completed.
 *
 * A verdict is the same or unknown; pass and not applicable are one. A subject may be replaced by
 * an unknown of its account or plan, and it may not vanish. Knows the JSON report; must not know
 * what was hidden.
 */
#include "property.h"

#include <stdio.h>
#include <string.h>

static bool is(const cJSON *result, const char *verdict)
{
	return strcmp(text_of(result, "verdict"), verdict) == 0;
}

bool holds(const cJSON *result)
{
	return is(result, "pass") || is(result, "not-applicable");
}

static bool agree(const cJSON *a, const cJSON *b)
{
	return (holds(a) && holds(b)) || strcmp(text_of(a, "verdict"), text_of(b, "verdict")) == 0;
}

bool same_text(const cJSON *a, const cJSON *b, const char *key)
{
	return strcmp(text_of(a, key), text_of(b, key)) == 0;
}

static const cJSON *find(const cJSON *report, const cJSON *like)
{
	const cJSON *r;
	cJSON_ArrayForEach(r, get(report, "results"))
	{
		if (same_text(r, like, "subject") && same_text(r, like, "control"))
			return r;
	}
	return NULL;
}

/* the account where it is known, else the plan */
static bool same_owner(const cJSON *a, const cJSON *b)
{
	const char *x = text_of(a, "subject"), *y = text_of(b, "subject");
	if (*text_of(a, "account") || *text_of(b, "account"))
		return same_text(a, b, "account");
	size_t len = strcspn(x, "#");
	return len == strcspn(y, "#") && strncmp(x, y, len) == 0;
}

/* an account or a plan as a whole, or a Region that the plan does not tell */
static bool is_whole(const cJSON *result)
{
	const char *subject = text_of(result, "subject");
	return !*text_of(result, "region") && strncmp(subject, "arn:", 4) != 0;
}

/*
 * A fail of a Region that the plan did not tell is one of the Region that it turns out to be. What
 * a plan creates over something that an export shows is called by its ARN.
 */
static bool fails_elsewhere(const cJSON *less, const cJSON *full, const cJSON *fail)
{
	const cJSON *r;
	cJSON_ArrayForEach(r, get(full, "results"))
	{
		bool other = is_whole(fail) || !find(less, r);
		if (same_text(r, fail, "control") && same_owner(r, fail) && is(r, "fail") && other)
			return true;
	}
	return false;
}

/*
 * What stands for a subject that is not there: an unknown of its account or plan, or the
 * Region that the plan did not tell, with the verdict that every Region gives it. One such Region
 * may stand for several; then it fails if one of them does.
 */
static bool stands(const cJSON *report, const cJSON *full, const cJSON *subject)
{
	const cJSON *r;
	bool account = false;
	cJSON_ArrayForEach(r, get(report, "results"))
	{
		if (!same_text(r, subject, "control") || !same_owner(r, subject))
			continue;
		account = true;
		if (is_whole(r) && (is(r, "unknown") || agree(r, subject)))
			return true;
		if (is_whole(r) && is(r, "fail") && fails_elsewhere(report, full, r))
			return true;
	}
	if (account)
		return false;
	/* keys are outside the law, and so is an account that only a hidden key named; what hid it
	 * is an unknown somewhere, so that the run is none the better for it */
	cJSON_ArrayForEach(r, get(report, "results"))
	{
		bool same = same_text(r, subject, "control") || is(subject, "unknown");
		if (same && is(r, "unknown"))
			return true;
	}
	return false;
}

/*
 * True if a pass of unknown Regions has none that it can be of: a Region that passes, or one that
 * was unknown.
 */
static bool is_lost_pass(const cJSON *less, const cJSON *full, const cJSON *pass)
{
	const cJSON *r;
	if (!is_whole(pass) || !is(pass, "pass") || find(full, pass))
		return false;
	cJSON_ArrayForEach(r, get(full, "results"))
	{
		const cJSON *then = find(less, r);
		bool possible = holds(r) || (then && is(then, "unknown"));
		if (same_text(r, pass, "control") && same_owner(r, pass) && possible)
			return false;
	}
	return true;
}

static bool tell(struct violation *v, const cJSON *subject, const cJSON *before, const cJSON *after)
{
	snprintf(v->control, sizeof v->control, "%s", text_of(subject, "control"));
	snprintf(v->subject, sizeof v->subject, "%s", text_of(subject, "subject"));
	snprintf(
		v->before, sizeof v->before, "%s", before ? text_of(before, "verdict") : "nothing");
	snprintf(v->after, sizeof v->after, "%s", after ? text_of(after, "verdict") : "nothing");
	return true;
}

bool violates(const cJSON *less, const cJSON *full, struct violation *v)
{
	const cJSON *r;
	cJSON_ArrayForEach(r, get(full, "results"))
	{
		const cJSON *then = find(less, r);
		bool ok = then ? is(then, "unknown") || agree(then, r) : stands(less, full, r);
		if (!ok || is(r, "error"))
			return tell(v, r, then, r);
	}
	cJSON_ArrayForEach(r, get(less, "results"))
	{
		const cJSON *then = find(full, r);
		bool ok = then || !is(r, "fail") || fails_elsewhere(less, full, r);
		ok = ok && !is_lost_pass(less, full, r);
		if (!ok || is(r, "error"))
			return tell(v, r, r, then);
	}
	return false;
}

bool loses_region(const cJSON *inventory, const cJSON *less, const cJSON *full, struct violation *v)
{
	const cJSON *r, *file;
	cJSON_ArrayForEach(r, get(full, "results"))
	{
		const char *subject = text_of(r, "subject");
		size_t len = strlen(subject);
		bool named = false;
		cJSON_ArrayForEach(file, inventory) named =
			named ||
			(strchr(subject, '/') && strncmp(file->string, subject, len) == 0 &&
				file->string[len] == '/');
		if (named && !find(less, r))
			return tell(v, r, NULL, r);
	}
	return false;
}
