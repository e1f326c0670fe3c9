#!/bin/sh
# places.sh ASSAY - plans whose account and Region are unknown, with more and more constants in selectors: the time of
# each, which grows as the constants do. tests/lua/test_cases.lua counts the steps.
set -eu
assay=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM

# plan ARNS BUCKETS ACCOUNTS: ACCOUNTS is one or many
plan() {
	LC_ALL=C awk -v arns="$1" -v buckets="$2" -v accounts="$3" '
	function resource(type, name, after) {
		return "{\"address\":\"" type "." name "\",\"mode\":\"managed\",\"type\":\"" type "\",\"name\":\"" name "\",\"provider_name\":\"registry.terraform.io/hashicorp/aws\",\"change\":{\"actions\":[\"create\"],\"before\":null,\"after\":" after ",\"after_unknown\":{\"arn\":true,\"id\":true},\"before_sensitive\":false,\"after_sensitive\":{}}}"
	}
	function configured(type, name) {
		return "{\"address\":\"" type "." name "\",\"mode\":\"managed\",\"type\":\"" type "\",\"name\":\"" name "\",\"provider_config_key\":\"aws\",\"expressions\":{},\"schema_version\":0}"
	}
	function selector(type, values) {
		return "{\"read_write_type\":\"All\",\"include_management_events\":true,\"exclude_management_event_sources\":null,\"data_resource\":[{\"type\":\"" type "\",\"values\":[" values "]}]}"
	}
	BEGIN {
		for (i = 0; i < arns; i++)
			a = a (i ? "," : "") "\"arn:aws:lambda:eu-west-1:" sprintf("111122%06d", accounts == "many" ? 7 * i : 223333) ":function:worker-" i "\""
		for (i = 0; i < buckets; i++)
			b = b (i ? "," : "") "\"arn:aws:s3:::team-" i "-artifacts-2024/\""
		trail = "{\"name\":\"audit\",\"s3_bucket_name\":\"b\",\"enable_logging\":true,\"is_multi_region_trail\":true,\"is_organization_trail\":false,\"include_global_service_events\":true,\"advanced_event_selector\":[],\"event_selector\":[" selector("AWS::Lambda::Function", a) "," selector("AWS::S3::Object", b) "]}"
		printf "{\"format_version\":\"1.2\",\"terraform_version\":\"1.11.4\",\"planned_values\":{\"root_module\":{}},\"resource_changes\":[%s,%s],\"configuration\":{\"provider_config\":{\"aws\":{\"name\":\"aws\",\"full_name\":\"registry.terraform.io/hashicorp/aws\"}},\"root_module\":{\"resources\":[%s,%s]}},\"complete\":true,\"errored\":false}\n", resource("aws_cloudtrail", "audit", trail), resource("aws_lambda_function", "f", "{\"function_name\":\"worker-1\",\"environment\":[]}"), configured("aws_cloudtrail", "audit"), configured("aws_lambda_function", "f")
	}'
}

for accounts in one many; do
	for arns in 0 125 250 500 1000; do
		plan "$arns" $((arns * 24 / 25)) "$accounts" >"$work/plan.json"
		t0=$(date +%s%N)
		for _ in 1 2 3; do "$assay" check "$work/plan.json" >"$work/out" 2>&1 || true; done
		t1=$(date +%s%N)
		printf '%5d ARNs of %-4s accounts and %4d buckets: %5d ms  %s\n' "$arns" "$accounts" $((arns * 24 / 25)) $(((t1 - t0) / 3000000)) "$(head -n 1 "$work/out")"
	done
done
