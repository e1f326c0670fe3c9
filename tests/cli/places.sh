#!/bin/sh
# places.sh BUILD - the text report shows below a place: the value as the source writes it, only the name
# of a long value, and "(absent)" if the source omits it.
set -u
assay=$(cd "$1" && pwd)/assay
data=$(cd "$(dirname "$0")/../data" && pwd)
passed=0
failed=0

# shows FOLDER INPUT LINE [OPTION...]: a line of the report of an input in a folder below tests/data
shows() {
	folder=$1 input=$2 line=$3
	shift 3
	if (cd "$data/$folder" && "$assay" check --control aws-cloudtrail-lambda-invocations "$@" "$input") | grep -qxF -- "$line"; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "$folder: no line: $line"
	fi
}

param=aws-cloudtrail-lambda-invocations.
shows plans/T5-logging-off plan.json '    enable_logging = false'
shows plans/T17-remove-selector plan.json '    event_selector = []'
shows rows/acct-prefix . '    Values = ["arn:aws:lambda:us-east-1:123456789012:function"]'
shows rows/adv-network . '    AdvancedEventSelectors'
shows rows/lake-default . '    AdvancedEventSelectors' --param "${param}allow_event_data_store=true"
shows rows/status-null . '    IsLogging (absent)'
# same_trail: the other trail records this event
shows rows/split-trails . '    the trail records it, but not all other events' --param "${param}same_trail=true"

echo "$passed passed, $failed failed"
test "$failed" -eq 0 && test "$passed" -gt 0
