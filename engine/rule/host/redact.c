/*
 * redact - secrets that a check has read, and keeping them out of what it says.
 *
 * Knows texts only; handle.c tells which of them are secret. What a rule made of a secret (a part
 * of it, its letters turned) is beyond this.
 */
#include "rule/host/redact.h"

#include "rule/host/text.h"

/* a template is no place for a secret, and a shorter one stands in any sentence */
#define SHORTEST_IN_TEMPLATE 4

#define NAME_MAX_SHOWN 80

void redact_remember(lua_State *L, struct str secret)
{
	struct check *check = box_of(L)->check;
	if (!check || secret.len == 0)
		return;
	for (size_t i = 0; i < check->secrets.n; i++) {
		const struct str *known = check->secrets.items[i];
		charge(L, 1);
		if (str_eq(*known, secret))
			return;
	}
	struct str *keep = box_alloc(L, check->arena, sizeof *keep);
	*keep = secret;
	if (list_add(check->arena, &check->secrets, keep))
		budget_raise(L, LIMIT_MEMORY);
}

static bool holds_secret(const struct check *check, struct str s, size_t shortest)
{
	for (size_t i = 0; i < check->secrets.n; i++) {
		const struct str *secret = check->secrets.items[i];
		if (secret->len >= shortest && str_contains(s, *secret))
			return true;
	}
	return false;
}

struct str redact(const struct check *check, struct str s)
{
	return holds_secret(check, s, 1) ? STR(REDACTED) : s;
}

struct str redact_template(const struct check *check, struct str s)
{
	return holds_secret(check, s, SHORTEST_IN_TEMPLATE) ? STR(REDACTED) : s;
}

/* a message is cut where it ends: a secret cut in two would not be found there any more */
struct str redact_name(lua_State *L, struct str name)
{
	const struct check *check = box_of(L)->check;
	charge_bytes(L, name.len * (1 + (check ? check->secrets.n : 0)));
	if (check)
		name = redact(check, name);
	return (struct str){name.ptr, text_fit(name, NAME_MAX_SHOWN)};
}

void redact_bytes(const struct check *check, char *text, size_t size)
{
	if (holds_secret(check, str_of(text), SHORTEST_IN_TEMPLATE))
		snprintf(text, size, "%s", REDACTED);
}
