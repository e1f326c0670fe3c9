#!/bin/sh
# trail_logs.sh BUILD - log files of CloudTrail: which are read, what of them counts, and what is said of the others.
set -u
assay=$(cd "$1" && pwd)/assay
make_logs=$(cd "$(dirname "$0")/../bench" && pwd)/make_logs.py
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
cd "$work" || exit 1
passed=0
failed=0

# say STATUS TEXT
say() {
	if [ "$1" = 0 ]; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "FAILED: $2"
		sed 's/^/  /' "$work/out" | head -n 20
	fi
}
# look STATUS NAME ARGUMENTS...: inspect; the output is in out, as one line in flat
look() {
	wanted=$1 name=$2
	shift 2
	case "$*" in (*--resource*) ;; (*) set -- --list "$@" ;; esac
	"$assay" inspect "$@" >out 2>&1
	got=$?
	tr -s '\n ' '  ' <out >flat
	[ $got = "$wanted" ]
	say $? "$name: status $got, not $wanted"
}
has() { grep -qF -- "$1" flat; say $? "$2: $1"; }
lacks() { ! grep -qF -- "$1" flat; say $? "$2: no $1"; }

account=111122223333
region=eu-west-1
arn=arn:aws:lambda:$region:$account:function:pay

# event NAME TIME [MORE [ARN]]: a record
event() {
	printf '{"eventVersion":"1.09","eventTime":"%s","eventSource":"lambda.amazonaws.com","eventName":"%s","awsRegion":"%s",%s"resources":[{"accountId":"%s","type":"AWS::Lambda::Function","ARN":"%s"}],"managementEvent":false,"eventCategory":"Data"}' \
		"$2" "$1" "$region" "${3-\"recipientAccountId\":\"$account\",}" "$account" "${4-$arn}"
}
# log FOLDER UNIQUE RECORDS: a compressed log file below a folder
log() {
	day=$1/AWSLogs/$account/CloudTrail/$region/2026/11/20
	mkdir -p "$day"
	file=$day/${account}_CloudTrail_${region}_20261120T1005Z_$2.json.gz
	printf '{"Records":[%s]}' "$3" | gzip -nc >"$file"
}
# shown TEXT NAME: the observed function shows it
shown() {
	look 0 "$2" --resource $arn "$3"
	has "$1" "$2"
}

# ---- what is read ----
log a AAAAAAAAAAAAAAAA "$(event Invoke 2026-11-20T10:01:02Z),$(event Invoke 2026-11-20T09:01:02Z),$(event InvokeExecution 2026-11-20T09:30:00Z)"
look 0 'a tree' a
has 'a/AWSLogs/111122223333/CloudTrail/eu-west-1 cloudtrail log-files of 111122223333/eu-west-1' 'a tree'
has '1 log file of CloudTrail was read. 3 of 3 records are an event' 'a tree'
shown 'FirstTime: "2026-11-20T09:01:02Z"' 'the first event' a
has 'LastTime: "2026-11-20T10:01:02Z"' 'the last event'
has 'Count: 2' 'counts'
shown 'LastTime: "2026-11-20T10:01:02Z"' 'a file by its name' "$file"
mkdir o && mkdir -p o/AWSLogs/o-abcdefghij && cp -r a/AWSLogs/$account o/AWSLogs/o-abcdefghij/
look 0 'an organization' o
has 'o/AWSLogs/o-abcdefghij/111122223333/CloudTrail/eu-west-1 cloudtrail log-files of 111122223333/eu-west-1' 'an organization'
mkdir plain && gunzip -c "$file" >"plain/$(basename "$file" .gz)"
shown 'LastTime: "2026-11-20T10:01:02Z"' 'without compression' plain
mkdir any && gunzip -c "$file" >any/records.json
shown 'LastTime: "2026-11-20T10:01:02Z"' 'under another name' any
look 0 'the kind' any
has 'CloudTrail log file' 'the kind'
tar -czf a.tar.gz a
shown 'LastTime: "2026-11-20T10:01:02Z"' 'an archive' a.tar.gz
mkdir twice && cp -r a a.tar.gz twice/
shown 'Count: 2' 'a file that is given twice' twice
look 0 'twice' twice
has '1 log file of CloudTrail was given twice, and counted once.' 'twice'

# ---- the same output in any order of files ----
log b BBBBBBBBBBBBBBBB "$(event InvokeFunctionUrl 2026-11-20T08:00:00Z)"
log ab AAAAAAAAAAAAAAAA "$(event Invoke 2026-11-20T10:01:02Z)"
cp b/AWSLogs/$account/CloudTrail/$region/2026/11/20/* ab/AWSLogs/$account/CloudTrail/$region/2026/11/20/
"$assay" inspect a b >ab.txt 2>&1
"$assay" inspect b a >ba.txt 2>&1
cmp -s ab.txt ba.txt
say $? 'the order of arguments changes nothing'

# ---- a manifest beside them ----
cp -r a listed
path=${file#a/}
path=$(cd listed && find . -name '*AAAAAAAAAAAAAAAA.json.gz' | sed 's|^\./||')
printf '{"assay_manifest":1,"files":[{"path":"%s","sha256":"%s"}]}' "$path" "$(sha256sum "listed/$path" | cut -c1-64)" >listed/manifest.json
look 0 'a manifest' listed
has '3 of 3 records' 'a manifest'
printf ' ' >>"listed/$path"
look 2 'a changed log file' listed
has 'its SHA-256 is not that of manifest.json' 'a changed log file'

# ---- what does not count ----
log denied CCCCCCCCCCCCCCCC "$(event Invoke 2026-11-20T09:00:00Z "\"recipientAccountId\":\"$account\",\"errorCode\":\"AccessDenied\",")"
shown 'RefusedEvents: 1' 'a denied invocation' denied
lacks 'FirstTime:' 'a denied invocation'
log other DDDDDDDDDDDDDDDD "$(event Invoke 2026-11-20T09:00:00Z "\"recipientAccountId\":\"$account\"," arn:aws:lambda:$region:999900001111:function:pay),$(event Invoke 2026-11-20T09:00:00Z '"recipientAccountId":"999900001111",'),$(event ListFunctions20150331 2026-11-20T09:00:00Z)"
look 0 'another account' other
has '2 events of log files were not counted' 'another account'
has '0 of 3 records are' 'another account'

for category in '"eventCategory":"NetworkActivity","managementEvent":false' '"eventCategory":"Management","managementEvent":true' \
	'"managementEvent":true' '"eventCategory":"Insight"' '"eventCategory":7'; do
	place=category-$passed
	log "$place" JJJJJJJJJJJJJJJJ "$(event Invoke 2026-11-20T09:00:00Z | sed "s/\"managementEvent\":false,\"eventCategory\":\"Data\"/$category/")"
	look 0 "no data event: $category" "$place"
	has '0 of 1 record' "no data event: $category"
done
log old JJJJJJJJJJJJJJJJ "$(event Invoke 2026-11-20T09:00:00Z | sed 's/,"managementEvent":false,"eventCategory":"Data"//')"
look 0 'a record without a category' old
has '1 of 1 record' 'a record without a category'

# ---- what can't be read: an error of the run, whatever else the logs show ----
# bad NAME RECORDS TEXT
bad() {
	log "$1" EEEEEEEEEEEEEEEE "$2"
	look 2 "$1" "$1"
	has "log file can't be read: $3" "$1"
}
bad duplicate '{"eventSource":"lambda.amazonaws.com","eventName":"Invoke","eventName":"Get"}' 'the object contains the key "eventName" a second time'
bad kind "$(event Invoke 2026-11-20T09:00:00Z '"recipientAccountId":7,')" 'expected a string, found a number'
bad late "$(event Invoke 2026-11-20T19:00:00Z)" '"eventTime" is later than the delivery'
bad early "$(event Invoke 1999-11-20T19:00:00Z)" '"eventTime" is earlier than CloudTrail'
bad year "$(event Invoke 99999-11-20T19:00:00Z)" '"eventTime" is missing, or is not a time'
bad number '7' '"eventSource" or "eventName" of this record is missing'
log nested FFFFFFFFFFFFFFFF "$(awk 'BEGIN { for (i = 0; i < 2000; i++) printf "[" }')"
look 2 nested nested
log cut HHHHHHHHHHHHHHHH "$(event Invoke 2026-11-20T09:00:00Z)"
head -c 150 "$file" >cut.gz && mv cut.gz "$file"
look 2 'a cut file' cut
has 'eu-west-1_20261120T1005Z_HHHHHHHHHHHHHHHH.json.gz: the log file can' 'a cut file'
log none IIIIIIIIIIIIIIII ''
printf '{"Record":[]}' >"$file"
look 2 'no records' none
has '"Records" is missing' 'no records'
log bomb GGGGGGGGGGGGGGGG "\"$(head -c 30000000 /dev/zero | tr '\0' x)\""
look 2 'a bomb' --max-input 1MiB bomb
has 'half of the limit max_input' 'a bomb'
# a large file is in memory once
if command -v python3 >/dev/null; then
	cat >peak.py <<'P'
import gzip, os, resource, subprocess, sys
path, assay = sys.argv[1:]
with gzip.open(path, "wt", compresslevel=1) as out:
    out.write('{"Records":[],"Padding":"')
    for _ in range(96):
        out.write(os.urandom(1 << 19).hex())
    out.write('"}')
subprocess.run([assay, "check", "--no-config", os.path.dirname(path)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
sys.exit(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss > 170 << 10)
P
	log large LLLLLLLLLLLLLLLL ''
	python3 peak.py "$file" "$assay"
	say $? 'a log file that unpacks to 96 MiB takes more than 170 MiB'
	rm "$file"
fi

# ---- other files of a trail ----
mkdir -p other-files/AWSLogs/$account/CloudTrail-Digest/$region other-files/AWSLogs/$account/CloudTrail-Insight/$region
echo x >other-files/AWSLogs/$account/CloudTrail-Digest/$region/${account}_CloudTrail-Digest_${region}_audit_${region}_20261120T100500Z.json.gz
echo x >other-files/AWSLogs/$account/CloudTrail-Insight/$region/${account}_CloudTrail-Insight_${region}_20261120T1005Z_AAAAAAAAAAAAAAAA.json.gz
cp -r a/AWSLogs/$account/CloudTrail other-files/AWSLogs/$account/
look 0 'digests' other-files
has '1 file named CloudTrail-Digest was skipped' 'digests'
has '1 file named CloudTrail-Insight was skipped' 'insights'

# ---- Event history ----
never='data events, such as invocations of functions, never appear there'
cat >lookup.json <<end
{"Events": [{"EventId": "e", "EventName": "RunInstances", "EventTime": "2026-11-20T10:00:00Z", "CloudTrailEvent": "{}"}]}
end
look 2 'lookup-events' lookup.json
has 'output of aws cloudtrail lookup-events' 'lookup-events'
has "$never" 'lookup-events'
printf '{"Records":[{"eventVersion":"1.09","eventTime":"2026-11-20T10:00:00Z","eventSource":"ec2.amazonaws.com","eventName":"RunInstances","managementEvent":true}]}' >event_history.json
look 0 'a download in JSON' event_history.json
has 'Event history' 'a download in JSON'
printf 'Event ID,Event time,User name,Event name,Resource type\ne,2026-11-20T10:00:00Z,ann,RunInstances,\n' >event_history.csv
look 2 'a download in CSV' event_history.csv
has "$never" 'a download in CSV'

# ---- a generated tree ----
if command -v python3 >/dev/null; then
	python3 "$make_logs" made --bytes 300000 --records 50 >made.txt
	look 0 'a generated tree' made
	has "$(sed 's/ files.*//' made.txt) log files of CloudTrail were read" 'a generated tree'
else
	echo 'trail_logs.sh: a generated tree was skipped: python3 is not installed'
fi

echo "$passed passed, $failed failed"
[ $failed = 0 ]
