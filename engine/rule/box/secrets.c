/*
 * secrets - keeps the secret texts that a check has read out of what it reports.
 *
 * Knows texts only. What a rule derives from a secret (a part of it, its upper case) is not found.
 */
#include "rule/box/secrets.h"

#include "verdict/result.h"

#define SHORTEST_IN_TEMPLATE 4

static bool holds_secret(const struct list *secrets, struct str s, size_t shortest)
{
	for (size_t i = 0; secrets && i < secrets->n; i++) {
		const struct str *secret = secrets->items[i];
		if (secret->len >= shortest && str_contains(s, *secret))
			return true;
	}
	return false;
}

struct str redact(const struct list *secrets, struct str s)
{
	return holds_secret(secrets, s, 1) ? STR(REDACTED) : s;
}

struct str redact_template(const struct list *secrets, struct str s)
{
	return holds_secret(secrets, s, SHORTEST_IN_TEMPLATE) ? STR(REDACTED) : s;
}

void redact_bytes(const struct list *secrets, char *text, size_t size)
{
	if (holds_secret(secrets, str_of(text), SHORTEST_IN_TEMPLATE))
		snprintf(text, size, "%s", REDACTED);
}
