/*
 * test_inventory_shared - reads plans that Terraform printed and that are not part of the
 * repository.
 *
 * ASSAY_SHARED names a folder that contains vectors/. Without it the tests are skipped; with it,
 * a missing file is a failure.
 */
#include "inventory_fixture.h"

#include "base/io.h"

static struct bench *open_vector(const char *name, char **bytes)
{
	const char *shared = getenv("ASSAY_SHARED");
	char path[1000];
	size_t len;
	*bytes = NULL;
	snprintf(path, sizeof path, "%s/vectors", shared ? shared : "");
	if (!shared || io_is_folder(path, NULL) != 1) {
		print_message("skipped: ASSAY_SHARED names no folder that contains vectors/\n");
		skip();
	}
	snprintf(path, sizeof path, "%s/vectors/%s", shared, name);
	if (io_read_file(bytes, &len, path, (size_t)1 << 26, NULL) != ASSAY_OK)
		fail_msg("%s: cannot read this file", path);
	struct bench *b = bench_new();
	const struct doc_limits limits = {(size_t)1 << 30, 256, (size_t)64 << 20, (size_t)32 << 20};
	struct doc *d;
	assert_int_equal(doc_open(&d, "plan.json", *bytes, len, &limits, NULL), ASSAY_OK);
	assert_int_equal(inventory_take_doc(b->inventory, d, true, NULL), ASSAY_OK);
	build(b);
	return b;
}

static void close_vector(struct bench *b, char *bytes)
{
	bench_free(b);
	free(bytes);
}

#define EASTERN "plan.json#us-east-1"

static const struct node *data_values(const struct resource *r)
{
	const struct node *selectors = field(r, "EventSelectors");
	assert_non_null(selectors);
	assert_int_equal(selectors->kind, NODE_LIST);
	const struct node *data = node_get(selectors->items[0], STR("DataResources"));
	return node_get(data->items[0], STR("Values"));
}

static void create(void **state)
{
	(void)state;
	char *bytes;
	struct bench *b = open_vector("tf-1.11.4-aws-5.100.0-create.json", &bytes);
	assert_null(remark(b, REMARK_ERROR, ""));
	const struct collection *c = in_region(b, EASTERN, &trail_type);
	assert_null(c->why_incomplete);
	assert_int_equal(c->n, 12);
	assert_int_equal(in_region(b, EASTERN, &function_type)->n, 1);
	assert_int_equal(field(item(c, "aws_cloudtrail.bare"), "EventSelectors")->n, 0);
	assert_bool(field(item(c, "aws_cloudtrail.bare"), "IsMultiRegionTrail"), false);
	assert_text(data_values(item(c, "aws_cloudtrail.basic"))->items[0], "arn:aws:lambda");
	assert_unknown(data_values(item(c, "aws_cloudtrail.unk")), REASON_AFTER_APPLY,
		"from aws_lambda_function.f.arn");
	assert_true(data_values(item(c, "aws_cloudtrail.sens"))->items[0]->secret);
	assert_bool(field(item(c, "aws_cloudtrail.cnt[0]"), "IsLogging"), true);
	assert_bool(field(item(c, "aws_cloudtrail.cnt[1]"), "IsLogging"), false);
	assert_non_null(item(c, "aws_cloudtrail.fe[\"a b\"]"));
	assert_text(data_values(item(c, "module.m[\"p\"].aws_cloudtrail.t"))->items[0],
		"arn:aws:lambda");
	close_vector(b, bytes);
}

static void create_unknowns(void **state)
{
	(void)state;
	char *bytes;
	struct bench *b = open_vector("tf-1.11.4-aws-5.100.0-create-unknowns.json", &bytes);
	const struct collection *c = in_region(b, EASTERN, &trail_type);
	const struct node *advanced =
		field(item(c, "aws_cloudtrail.advunk"), "AdvancedEventSelectors");
	const struct node *fields = node_get(advanced->items[0], STR("FieldSelectors"));
	assert_int_equal(fields->n, 3);
	assert_unknown(
		node_get(fields->items[2], STR("NotEquals")), REASON_AFTER_APPLY, "not_equals");
	assert_int_equal(node_get(fields->items[2], STR("Equals"))->n, 0);
	assert_null(remark(b, REMARK_ERROR, ""));
	close_vector(b, bytes);
}

static void changes(void **state)
{
	(void)state;
	char *bytes;
	struct bench *b = open_vector(
		"tf-1.11.4-aws-5.100.0-update-replace-delete-forget-moved.json", &bytes);
	const struct collection *c = in_account(b, "plan.json", &trail_type);
	assert_null(c->why_incomplete);
	assert_int_equal(c->n, 8);
	assert_true(str_is(account(b, "plan.json")->id, "123456789012"));
	assert_int_equal(account(b, "plan.json")->n_regions, 1);
	assert_int_equal(item(c, "aws_cloudtrail.adv")->action, ACTION_FORGET);
	assert_int_equal(field(item(c, "aws_cloudtrail.adv"), "AdvancedEventSelectors")->n, 2);
	assert_true(str_is(item(c, "aws_cloudtrail.adv")->home->key, EASTERN));
	assert_int_equal(item(c, "aws_cloudtrail.bare")->action, ACTION_REPLACE);
	assert_unknown(field(item(c, "aws_cloudtrail.bare"), "Arn"), REASON_AFTER_APPLY, "arn");
	assert_int_equal(item(c, "aws_cloudtrail.basic")->action, ACTION_UPDATE);
	assert_bool(field(item(c, "aws_cloudtrail.basic"), "IsLogging"), false);
	assert_null(item(c, "aws_cloudtrail.cnt[0]"));
	assert_int_equal(item(c, "aws_cloudtrail.sens2")->action, ACTION_NO_OP);
	close_vector(b, bytes);
}

static void alias(void **state)
{
	(void)state;
	char *bytes;
	struct bench *b = open_vector("tf-1.11.4-eds-and-alias.json", &bytes);
	const struct collection *c = in_region(b, "plan.json#us-west-2", &trail_type);
	assert_int_equal(c->n, 2);
	assert_non_null(item(c, "module.m.aws_cloudtrail.t"));
	assert_int_equal(in_region(b, EASTERN, &trail_type)->n, 0);
	const struct collection *stores = in_region(b, EASTERN, &store_type);
	const struct resource *lam = item(stores, "aws_cloudtrail_event_data_store.lam");
	const struct node *fields =
		node_get(field(lam, "AdvancedEventSelectors")->items[0], STR("FieldSelectors"));
	for (size_t i = 0; i < fields->n; i++)
		assert_null(node_get(fields->items[i], STR("NotEquals")));
	assert_unknown(field(item(stores, "aws_cloudtrail_event_data_store.bare"),
			       "AdvancedEventSelectors"),
		REASON_AFTER_APPLY, "");
	close_vector(b, bytes);
}

static void destroy_target_refresh(void **state)
{
	(void)state;
	char *bytes;
	struct bench *b = open_vector("tf-destroy.json", &bytes);
	assert_int_equal(in_region(b, EASTERN, &trail_type)->n, 0);
	assert_null(in_region(b, EASTERN, &trail_type)->why_incomplete);
	close_vector(b, bytes);

	b = open_vector("tf-target-incomplete.json", &bytes);
	assert_true(has_reason(in_region(b, EASTERN, &function_type)->why_incomplete,
		REASON_PLAN_INCOMPLETE, "plan.json"));
	assert_int_equal(in_region(b, "plan.json#us-west-2", &trail_type)->n, 1);
	close_vector(b, bytes);

	b = open_vector("tf-refresh-only.json", &bytes);
	assert_true(has_reason(
		in_region(b, EASTERN, &trail_type)->why_incomplete, REASON_OTHER_STATE, "exports"));
	close_vector(b, bytes);
}

static void states(void **state)
{
	(void)state;
	static const char *const names[] = {"raw.tfstate", "tf-1.11.4-show-state.json"};
	for (size_t i = 0; i < LENGTH_OF(names); i++) {
		char *bytes;
		struct bench *b = open_vector(names[i], &bytes);
		assert_non_null(remark(b, REMARK_ERROR, "terraform plan -out"));
		close_vector(b, bytes);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(create),
		cmocka_unit_test(create_unknowns),
		cmocka_unit_test(changes),
		cmocka_unit_test(alias),
		cmocka_unit_test(destroy_target_refresh),
		cmocka_unit_test(states),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
