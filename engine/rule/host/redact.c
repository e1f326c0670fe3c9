/*
 * redact - secrets that a check has read.
 *
 * Callers say which texts are secret. Must not know nodes.
 */
#include "rule/host/redact.h"
#include "rule/box/secrets.h"

#include "rule/box/text.h"

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
	(void)list_add(check->arena, &check->secrets, keep);
}

/* a message is cut where it ends: a secret cut in two would not be found there any more */
struct str redact_name(lua_State *L, struct str name)
{
	const struct check *check = box_of(L)->check;
	charge_bytes(L, name.len * (1 + (check ? check->secrets.n : 0)));
	if (check)
		name = redact(&check->secrets, name);
	return (struct str){name.ptr, text_fit(name, NAME_MAX_SHOWN)};
}
