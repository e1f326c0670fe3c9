/*
 * plan_setting - the form of a plan's name.
 */
#include "inventory/model/plan_setting.h"

#include "inventory/model/arn.h"

enum { NAME_MAX_BYTES = 100, ACCOUNT_DIGITS = 12 };

static bool is_alphanumeric(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool is_plan_name(struct str name)
{
	struct str head = {name.ptr, name.len < ACCOUNT_DIGITS ? name.len : ACCOUNT_DIGITS};
	/* "123456789012/eu-west-1" is the subject of exports */
	if (is_account_id(head) && (name.len == head.len || name.ptr[head.len] == '/'))
		return false;
	for (size_t i = 0; i < name.len; i++)
		if (!is_alphanumeric(name.ptr[i]) && !(i > 0 && strchr("._-/", name.ptr[i])))
			return false;
	return name.len > 0 && name.len <= NAME_MAX_BYTES;
}
