/*
 * json_scope - accounts and remarks, as all JSON documents about a run write them.
 */
#include "report/json/json_scope.h"

void json_accounts(struct json_out *j, const struct run *run)
{
	json_key(j, "accounts");
	json_array(j);
	for (size_t i = 0; i < run->n_accounts; i++) {
		const struct account *account = run->accounts[i];
		json_object(j);
		json_member_str(j, "key", account->key);
		json_member_or_null(j, "id", account->id);
		json_key(j, "planned");
		json_bool(j, account->planned);
		json_key(j, "regions");
		json_array(j);
		for (size_t n = 0; n < account->n_regions; n++)
			if (account->regions[n]->name.len > 0)
				json_str(j, account->regions[n]->name);
			else
				json_null(j);
		json_array_end(j);
		json_object_end(j);
	}
	json_array_end(j);
}

void json_remarks(struct json_out *j, const struct run *run)
{
	json_key(j, "remarks");
	json_array(j);
	for (size_t i = 0; i < run->remarks.n; i++) {
		const struct remark *remark = run->remarks.items[i];
		struct where where = where_remark(run, remark);
		json_object(j);
		json_member_text(j, "level", remark_level_name(remark->level));
		json_member_str(j, "text", remark->text);
		json_key(j, "place");
		if (where.uri.len > 0) {
			json_object(j);
			json_position(j, &where);
			json_object_end(j);
		} else {
			json_null(j);
		}
		json_object_end(j);
	}
	json_array_end(j);
}
