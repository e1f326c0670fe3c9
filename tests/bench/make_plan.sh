#!/bin/sh
# make_plan.sh BYTES - print a Terraform plan of about BYTES bytes as JSON on one line.
#
# The same BYTES give the same plan: modules of 14 resource types with 4 instances
# each (small plans: one module of fewer), six in ten unchanged, three created, one
# updated; one multi-Region trail that records every Lambda function. The parts
# have the shares of real plans.
set -eu
[ $# -eq 1 ] || {
	echo "usage: make_plan.sh BYTES" >&2
	exit 2
}
LC_ALL=C exec awk -v bytes="$1" '
function setup() {
	account = "123456789012"
	provider = "registry.terraform.io/hashicorp/aws"
	n_types = split("aws_lambda_function aws_iam_role aws_iam_policy aws_s3_bucket " \
		"aws_sqs_queue aws_sns_topic aws_security_group aws_subnet aws_instance " \
		"aws_cloudwatch_log_group aws_dynamodb_table aws_kms_key aws_route53_record " \
		"aws_ssm_parameter", types, " ")
	per_module = n_types * instances
	statement = "{\\\"Version\\\":\\\"2012-10-17\\\",\\\"Statement\\\":[{\\\"Sid\\\":\\\"s%d\\\"," \
		"\\\"Effect\\\":\\\"Allow\\\",\\\"Action\\\":[\\\"%s\\\"],\\\"Resource\\\":\\\"arn:aws:s3:::team-%d/*\\\"}]}"
}
# one tag is not ASCII, like names of people and places
function tags(i) {
	return "{\"CostCenter\":\"cc-" i % 97 "\",\"Name\":\"" id(i) "\",\"Team\":\"Z\303\274rich-" i % 13 "\"}"
}
function id(i) {
	return "team-" module_of(i) "-" i
}
function module_of(i) {
	return int(i / per_module)
}
function type_of(i) {
	return types[int(i % per_module / instances) + 1]
}
function action_of(i) {
	return i % 10 < 6 ? "no-op" : i % 10 < 9 ? "create" : "update"
}
function address(i) {
	return "module.team_" module_of(i) "." type_of(i) ".main[" i % instances "]"
}
function arn(i, service) {
	return "arn:aws:" service ":us-east-1:" account ":" (service == "lambda" ? "function:" : "") id(i)
}
function arn_of(i,    words) {
	split(type_of(i), words, "_")
	return arn(i, words[2])
}
# the attributes that the configuration sets
function given(t, i) {
	if (t == "aws_lambda_function")
		return "\"code_signing_config_arn\":null,\"dead_letter_config\":[],\"description\":\"handles \\\"orders\\\" of team " i % 31 "\",\"environment\":[{\"variables\":{\"LOG_LEVEL\":\"info\",\"QUEUE_URL\":\"https://sqs.us-east-1.amazonaws.com/" account "/" id(i) "\"}}],\"file_system_config\":[],\"filename\":\"build/handler.zip\",\"function_name\":\"" id(i) "\",\"handler\":\"index.handler\",\"image_config\":[],\"image_uri\":null,\"kms_key_arn\":null,\"layers\":null,\"memory_size\":" 128 * (1 + i % 8) ",\"package_type\":\"Zip\",\"publish\":false,\"reserved_concurrent_executions\":-1,\"role\":\"arn:aws:iam::" account ":role/" id(i) "\",\"runtime\":\"python3.12\",\"s3_bucket\":null,\"s3_key\":null,\"s3_object_version\":null,\"skip_destroy\":false,\"snap_start\":[],\"tags\":" tags(i) ",\"timeout\":30,\"timeouts\":null,\"vpc_config\":[]"
	if (t == "aws_iam_role")
		return "\"assume_role_policy\":\"" sprintf(statement, i, "sts:AssumeRole", i) "\",\"description\":\"\",\"force_detach_policies\":false,\"max_session_duration\":3600,\"name\":\"" id(i) "\",\"path\":\"/\",\"permissions_boundary\":null,\"tags\":" tags(i)
	if (t == "aws_iam_policy")
		return "\"description\":\"\",\"name\":\"" id(i) "\",\"path\":\"/\",\"policy\":\"" sprintf(statement, i, "s3:GetObject\\\",\\\"s3:PutObject", i) "\",\"tags\":" tags(i)
	if (t == "aws_s3_bucket")
		return "\"bucket\":\"" id(i) "\",\"force_destroy\":false,\"tags\":" tags(i) ",\"timeouts\":null"
	if (t == "aws_sqs_queue")
		return "\"content_based_deduplication\":false,\"delay_seconds\":0,\"fifo_queue\":false,\"kms_master_key_id\":null,\"max_message_size\":262144,\"message_retention_seconds\":345600,\"name\":\"" id(i) "\",\"receive_wait_time_seconds\":0,\"redrive_policy\":\"{\\\"deadLetterTargetArn\\\":\\\"" arn(i, "sqs") "\\\",\\\"maxReceiveCount\\\":5}\",\"tags\":" tags(i) ",\"visibility_timeout_seconds\":30"
	if (t == "aws_sns_topic")
		return "\"content_based_deduplication\":false,\"delivery_policy\":null,\"display_name\":null,\"fifo_topic\":false,\"kms_master_key_id\":null,\"name\":\"" id(i) "\",\"tags\":" tags(i)
	if (t == "aws_security_group")
		return "\"description\":\"Managed by Terraform\",\"egress\":[{\"cidr_blocks\":[\"0.0.0.0/0\"],\"description\":\"\",\"from_port\":0,\"ipv6_cidr_blocks\":[],\"prefix_list_ids\":[],\"protocol\":\"-1\",\"security_groups\":[],\"self\":false,\"to_port\":0}],\"ingress\":[{\"cidr_blocks\":[\"10." i % 250 ".0.0/16\"],\"description\":\"https\",\"from_port\":443,\"ipv6_cidr_blocks\":[],\"prefix_list_ids\":[],\"protocol\":\"tcp\",\"security_groups\":[],\"self\":false,\"to_port\":443}],\"name\":\"" id(i) "\",\"revoke_rules_on_delete\":false,\"tags\":" tags(i) ",\"timeouts\":null"
	if (t == "aws_subnet")
		return "\"assign_ipv6_address_on_creation\":false,\"availability_zone\":\"us-east-1a\",\"cidr_block\":\"10." i % 250 "." i % 199 ".0/24\",\"map_public_ip_on_launch\":false,\"tags\":" tags(i) ",\"timeouts\":null,\"vpc_id\":\"vpc-0a1b2c3d4e5f60718\""
	if (t == "aws_instance")
		return "\"ami\":\"ami-0c02fb55956c7d316\",\"capacity_reservation_specification\":[],\"credit_specification\":[],\"get_password_data\":false,\"hibernation\":null,\"iam_instance_profile\":\"" id(i) "\",\"instance_type\":\"t3.medium\",\"launch_template\":[],\"metadata_options\":[{\"http_endpoint\":\"enabled\",\"http_put_response_hop_limit\":1,\"http_tokens\":\"required\",\"instance_metadata_tags\":\"disabled\"}],\"root_block_device\":[{\"delete_on_termination\":true,\"encrypted\":true,\"volume_size\":" 20 + i % 80 ",\"volume_type\":\"gp3\"}],\"source_dest_check\":true,\"tags\":" tags(i) ",\"timeouts\":null,\"user_data\":\"#!/bin/sh\\nset -eu\\nexec /opt/agent --team " i % 31 "\\n\""
	if (t == "aws_cloudwatch_log_group")
		return "\"kms_key_id\":null,\"log_group_class\":\"STANDARD\",\"name\":\"/aws/lambda/" id(i) "\",\"retention_in_days\":30,\"skip_destroy\":false,\"tags\":" tags(i)
	if (t == "aws_dynamodb_table")
		return "\"attribute\":[{\"name\":\"pk\",\"type\":\"S\"},{\"name\":\"sk\",\"type\":\"S\"}],\"billing_mode\":\"PAY_PER_REQUEST\",\"deletion_protection_enabled\":false,\"global_secondary_index\":[],\"hash_key\":\"pk\",\"import_table\":[],\"local_secondary_index\":[],\"name\":\"" id(i) "\",\"range_key\":\"sk\",\"replica\":[],\"tags\":" tags(i) ",\"timeouts\":null,\"ttl\":[]"
	if (t == "aws_kms_key")
		return "\"bypass_policy_lockout_safety_check\":false,\"custom_key_store_id\":null,\"customer_master_key_spec\":\"SYMMETRIC_DEFAULT\",\"deletion_window_in_days\":null,\"enable_key_rotation\":true,\"is_enabled\":true,\"key_usage\":\"ENCRYPT_DECRYPT\",\"tags\":" tags(i) ",\"timeouts\":null"
	if (t == "aws_route53_record")
		return "\"alias\":[],\"allow_overwrite\":null,\"failover_routing_policy\":[],\"geolocation_routing_policy\":[],\"health_check_id\":null,\"name\":\"" id(i) ".example.com\",\"records\":[\"10.0." i % 250 "." i % 199 "\"],\"set_identifier\":null,\"ttl\":300,\"type\":\"A\",\"zone_id\":\"Z0123456789ABCDEFGHIJ\""
	return "\"allowed_pattern\":null,\"description\":null,\"name\":\"/team/" i % 31 "/" id(i) "\",\"overwrite\":null,\"tags\":" tags(i) ",\"tier\":\"Standard\",\"type\":\"SecureString\""
}
function values(i, known) {
	return "{" (known ? "\"arn\":\"" arn_of(i) "\",\"id\":\"" id(i) "\",\"tags_all\":" tags(i) "," : "") given(type_of(i), i) "}"
}
function identity(i) {
	return "\"address\":\"" address(i) "\",\"mode\":\"managed\",\"type\":\"" type_of(i) "\",\"name\":\"main\",\"index\":" i % instances ",\"provider_name\":\"" provider "\""
}
function in_state(i, known) {
	return "{" identity(i) ",\"schema_version\":0,\"values\":" values(i, known) ",\"sensitive_values\":{\"tags\":{},\"tags_all\":{}}}"
}
function change(i,    action, after, unknown) {
	action = action_of(i)
	after = values(i, action != "create")
	unknown = action == "create" ? "{\"arn\":true,\"id\":true,\"tags\":{},\"tags_all\":{}}" : "{}"
	return "{\"address\":\"" address(i) "\",\"module_address\":\"module.team_" module_of(i) "\",\"mode\":\"managed\",\"type\":\"" type_of(i) "\",\"name\":\"main\",\"index\":" i % instances ",\"provider_name\":\"" provider "\",\"change\":{\"actions\":[\"" action "\"],\"before\":" (action == "create" ? "null" : after) ",\"after\":" after ",\"after_unknown\":" unknown ",\"before_sensitive\":" (action == "create" ? "false" : "{\"tags\":{},\"tags_all\":{}}") ",\"after_sensitive\":{\"tags\":{},\"tags_all\":{}}}}"
}
function configured(t) {
	return "{\"address\":\"" t ".main\",\"mode\":\"managed\",\"type\":\"" t "\",\"name\":\"main\",\"provider_config_key\":\"aws\",\"expressions\":{\"name\":{\"references\":[\"var.team\",\"count.index\"]},\"tags\":{\"references\":[\"local.tags\"]}},\"schema_version\":0,\"count_expression\":{\"constant_value\":" instances "}}"
}
function trail_values() {
	return "{\"advanced_event_selector\":[],\"cloud_watch_logs_group_arn\":null,\"cloud_watch_logs_role_arn\":null,\"enable_log_file_validation\":true,\"enable_logging\":true,\"event_selector\":[{\"data_resource\":[{\"type\":\"AWS::Lambda::Function\",\"values\":[\"arn:aws:lambda\"]}],\"exclude_management_event_sources\":null,\"include_management_events\":true,\"read_write_type\":\"All\"}],\"include_global_service_events\":true,\"insight_selector\":[],\"is_multi_region_trail\":true,\"is_organization_trail\":false,\"kms_key_id\":null,\"name\":\"audit\",\"s3_bucket_name\":\"audit-logs\",\"s3_key_prefix\":null,\"sns_topic_name\":null,\"tags\":null}"
}
# average bytes of one resource in all parts; its configuration is shared
function average(    i, sum) {
	for (i = 0; i < per_module * 5; i++) {
		sum += length(in_state(i, action_of(i) != "create")) + length(change(i)) + 2
		if (action_of(i) != "create")
			sum += length(in_state(i, 1)) + 1
		sum += (length(configured(type_of(i))) + 1) / instances
	}
	return sum / (per_module * 5)
}
function modules(prior,    m, i, first) {
	printf "\"child_modules\":["
	for (m = 0; m < n_modules; m++) {
		printf "%s{\"resources\":[", m ? "," : ""
		first = 1
		for (i = m * per_module; i < (m + 1) * per_module; i++) {
			if (prior && action_of(i) == "create")
				continue
			printf "%s%s", first ? "" : ",", in_state(i, prior || action_of(i) != "create")
			first = 0
		}
		printf "],\"address\":\"module.team_%d\"}", m
	}
	printf "]"
}
BEGIN {
	instances = 4
	setup()
	each = average()
	n_modules = int((bytes - 5000) / (each * per_module + 400))
	if (n_modules < 1) {
		n_modules = instances = 1
		n_types = int((bytes - 5000) / each)
		n_types = n_types < 1 ? 1 : n_types > 14 ? 14 : n_types
		per_module = n_types
	}
	trail = "\"address\":\"aws_cloudtrail.audit\",\"mode\":\"managed\",\"type\":\"aws_cloudtrail\",\"name\":\"audit\",\"provider_name\":\"" provider "\""
	printf "{\"format_version\":\"1.2\",\"terraform_version\":\"1.11.4\",\"planned_values\":{\"root_module\":{\"resources\":[{%s,\"schema_version\":1,\"values\":%s,\"sensitive_values\":{\"tags_all\":{}}}],", trail, trail_values()
	modules(0)
	printf "}},\"resource_changes\":[{%s,\"change\":{\"actions\":[\"create\"],\"before\":null,\"after\":%s,\"after_unknown\":{\"advanced_event_selector\":[],\"arn\":true,\"event_selector\":[],\"home_region\":true,\"id\":true,\"insight_selector\":[],\"sns_topic_arn\":true,\"tags_all\":true},\"before_sensitive\":false,\"after_sensitive\":{\"tags_all\":{}}}}", trail, trail_values()
	for (i = 0; i < n_modules * per_module; i++)
		printf ",%s", change(i)
	printf "],\"prior_state\":{\"format_version\":\"1.0\",\"terraform_version\":\"1.11.4\",\"values\":{\"root_module\":{"
	modules(1)
	printf "}}},\"configuration\":{\"provider_config\":{\"aws\":{\"name\":\"aws\",\"full_name\":\"%s\",\"version_constraint\":\"5.100.0\",\"expressions\":{\"region\":{\"constant_value\":\"us-east-1\"}}}},\"root_module\":{\"resources\":[{\"address\":\"aws_cloudtrail.audit\",\"mode\":\"managed\",\"type\":\"aws_cloudtrail\",\"name\":\"audit\",\"provider_config_key\":\"aws\",\"expressions\":{\"enable_log_file_validation\":{\"constant_value\":true},\"event_selector\":[{\"data_resource\":[{\"type\":{\"constant_value\":\"AWS::Lambda::Function\"},\"values\":{\"constant_value\":[\"arn:aws:lambda\"]}}]}],\"is_multi_region_trail\":{\"constant_value\":true},\"name\":{\"constant_value\":\"audit\"},\"s3_bucket_name\":{\"constant_value\":\"audit-logs\"}},\"schema_version\":1}],\"module_calls\":{", provider
	for (m = 0; m < n_modules; m++) {
		printf "%s\"team_%d\":{\"source\":\"./team\",\"expressions\":{\"team\":{\"constant_value\":%d}},\"module\":{\"resources\":[", m ? "," : "", m, m
		for (t = 1; t <= n_types; t++)
			printf "%s%s", (t == 1 ? "" : ","), configured(types[t])
		printf "],\"variables\":{\"team\":{}}}}"
	}
	printf "}}},\"timestamp\":\"2026-11-23T04:45:10Z\",\"applyable\":true,\"complete\":true,\"errored\":false}\n"
}'
