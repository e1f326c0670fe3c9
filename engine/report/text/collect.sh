# Needs the AWS CLI (1 or 2) and the tools of POSIX. Writes nothing but the folder and the archive; asks AWS nothing but what
# stands below "What is asked". Run it again in the same folder, and it asks only what has no answer yet.
#
#   sh collect.sh [FOLDER]        FOLDER: default evidence; the archive is FOLDER.tar.gz
#
# Exit status: 0 every call has an answer; 1 the script could not run, was interrupted, could not write a file or reached no
# account, and there is no new archive; 3 the archive is there, and some calls have AWS's error in place of an answer (assay
# shows them), were not made because the credentials expired, or an account or a list was not reached.
if [ -n "${ZSH_VERSION:-}" ]; then emulate sh; fi
set -u
LC_ALL=C
AWS_PAGER=
AWS_RETRY_MODE=standard
AWS_MAX_ATTEMPTS=8
export LC_ALL AWS_PAGER AWS_RETRY_MODE AWS_MAX_ATTEMPTS
tab=$(printf '\t')

say() { printf 'collect: %s\n' "$*" >&2; }
# ends the run, also from a subshell: nothing more is asked, and no archive is made
halt() { [ -z "${work:-}" ] || rm -f "$work/going"; exit 1; }
stop() { say "$*"; halt; }
now() { date -u +%Y-%m-%dT%H:%M:%SZ; }

# a text inside the double quotes of JSON: control characters become blanks
escaped() { tr '\000-\037\177' ' ' | sed 's/\\/\\\\/g; s/"/\\"/g'; }

# a message inside the double quotes of JSON: bytes outside ASCII, which may be no UTF-8, become ?
quoted() { tr '\200-\377' '?' | escaped | sed 's/  */ /g; s/^ //; s/ $//'; }

# a name as a part of a file's name; one with other characters gets a checksum, so that two names are two files
label() {
	clean=$(printf '%s' "$1" | tr -c 'A-Za-z0-9._-' '_' | cut -c 1-120)
	if [ "$clean" = "$1" ]; then
		printf '%s' "$clean"
	else
		printf '%s-%s' "$clean" "$(printf '%s' "$1" | cksum | cut -d ' ' -f 1)"
	fi
}

# true for a value that the AWS CLI passes on: not an option, a file or a URL, and not an absent one
plain() {
	case $1 in
	'' | None | -* | @* | *://*) return 1 ;;
	esac
}

# true for a resource of the Region that is asked: a list may also show those of others
own() {
	case $1 in
	arn:*:*:"$region":*) ;;
	*) return 1 ;;
	esac
}

# the words after the operation as JSON: --name VALUE
parameters() {
	separator=
	while [ $# -gt 0 ]; do
		value=true
		key=${1#--}
		if [ $# -gt 1 ] && [ "${2#--}" = "$2" ]; then
			value=\"$(printf '%s' "$2" | escaped)\"
			shift
		fi
		printf '%s"%s": %s' "$separator" "$(printf '%s' "$key" | quoted)" "$value"
		separator=', '
		shift
	done
}

# true if the times of a call that needs them were given to assay collect
timed() {
	[ -z "$logs_from" ] || [ -z "$logs_until" ] || return 0
	[ -e "$work/untimed" ] || say "some calls need times and are not made: print the script again with --logs-from and --logs-until"
	: >"$work/untimed"
	return 1
}

answered() { [ -f "$1" ] && sed -n 2p "$1" | grep -q '^"output":'; }

# true if the credentials of the account have expired: nothing more is asked with them
expired() { [ -e "$work/expired" ]; }

# ask OUTPUT WORDS...: the AWS CLI, again after a while if AWS throttles; its error is in $work/error
ask() {
	output=$1
	shift
	! expired || return 1
	[ -z "$region" ] || set -- "$@" --region "$region"
	for pause in 1 2 4 8 16 0; do
		aws "$@" >"$output" 2>"$work/error" </dev/null && return 0
		if grep -Eq 'error occurred \((ExpiredToken|RequestExpired)|SSO session .* has expired|Token has expired' "$work/error"; then
			: >"$work/expired"
			say "the credentials have expired. The calls that remain with them are not made: renew them, and run this again in the same folder"
			return 1
		fi
		grep -Eqi 'error occurred \([A-Za-z0-9.]*(throttl|TooManyRequests|RequestLimitExceeded|SlowDown)|Rate exceeded' "$work/error" || return 1
		sleep "$pause"
	done
	return 1
}

# lines FILE: its lines, each with an end; aws.exe ends them with a carriage return
lines() { awk '{ sub(/\r$/, ""); print }' "$1"; }

# text WORDS...: what the AWS CLI prints as text, without a Region; no file of it stays
text() {
	region=
	ask "$work/text" "$@" --output text && lines "$work/text" && rm -f "$work/text"
}

# true if a file is there that has another call's answer, or error
taken() { [ -f "$1" ] && ! sed -n 1p "$1" | grep -qF "\"parameters\": {$2}, "; }

# call NAME SERVICE OPERATION WORDS...: the answer, or AWS's error, in an envelope (docs/envelope.md)
call() {
	# a subshell does not inherit traps, and the AWS CLI ends an interrupt with an exit status of its own
	trap halt HUP INT TERM
	[ -e "$work/going" ] || exit 1
	name=$1 service=$2 operation=$3
	shift
	given=$(shift 2 && parameters "$@")
	file=$folder/$name.json
	# two resources of one name are two files, as are names that a disk does not distinguish
	! taken "$file" "$given" || file=$folder/$name-$(printf '%s' "$given" | cksum | cut -d ' ' -f 1).json
	answered "$file" && return
	[ ! -d "$file" ] || stop "$file can't be written: it is a folder"
	# of calls that are not made, AWS's earlier error stays, and others get the error record of the expired credentials
	not_made=
	if expired; then
		[ ! -e "$file" ] || return 0
		not_made='the call was not made, because an earlier one showed: '
	else
		say "$file"
	fi
	asked=$(now)
	if ask "$work/output" "$@" --output json; then
		key=output
	else
		key=error
	fi
	{
		printf '{"assay": {"format": 1, "command": "%s %s", ' "$service" "$operation"
		printf '"parameters": {%s}, "account": "%s", ' "$given" "$account"
		[ -z "$region" ] || printf '"region": "%s", ' "$region"
		printf '"time": "%s", "caller": "%s"},\n"%s":\n' "$asked" "$caller" "$key"
		if [ "$key" = error ]; then
			code=$(sed -n 's/.*An error occurred (\([A-Za-z0-9.]*\)).*/\1/p' "$work/error" | head -n 1)
			printf '{"code": "%s", "message": "%s%s"}\n' "$code" "$not_made" "$(quoted <"$work/error")"
			[ -n "$not_made" ] || say "$service $operation: $(quoted <"$work/error")"
		elif [ -s "$work/output" ]; then
			cat "$work/output" || stop "$file can't be written"
		else
			echo '{}'
		fi
		echo '}'
	} >"$file.$$.part" || { rm -f "$file.$$.part"; stop "$file can't be written"; }
	mv "$file.$$.part" "$file" || stop "$file can't be written"
}

# rows NAME QUERY SERVICE OPERATION WORDS...: one line for each resource of a list that was answered, its values between tabs
rows() {
	answered "$folder/$1.json" || return 0
	query=$2
	shift 2
	if ask "$work/rows" "$@" --query "$query" --output text; then
		lines "$work/rows"
	else
		: >"$work/incomplete"
		expired || say "$1 $2: $(quoted <"$work/error")"
	fi
}

# enter FOLDER REGION: where the next answers are written, and the Region that is asked
enter() {
	folder=$1
	region=$2
	mkdir -p "$folder" || stop "$folder can't be made"
	rm -f "$folder"/*.part
}

# the account's Regions, one on a line
regions_of_account() {
	if [ -n "$regions" ]; then
		printf '%s\n' "$regions"
	else
		region=
		ask "$work/regions" ec2 describe-regions --query 'Regions[].[RegionName]' --output text && lines "$work/regions"
	fi
}

# block ID: everything of one account, if the credentials are its own
block() {
	region=
	identity=$(text sts get-caller-identity --query '[Account,Arn]') || {
		say "account $1: the credentials are not valid: $(quoted <"$work/error")"
		return 1
	}
	account=${identity%%"$tab"*}
	caller=$(printf '%s' "${identity#*"$tab"}" | quoted)
	case $account in
	*[!0-9]* | '')
		say "account $1: aws sts get-caller-identity printed no account; nothing was asked"
		return 1
		;;
	esac
	if [ -n "$1" ] && [ "$account" != "$1" ]; then
		say "account $1: the credentials are those of account $account; nothing was asked"
		return 1
	fi
	say "account $account as $caller"
	enter "$out/$account" ''
	collect_account
	{ regions_of_account >"$work/list" && [ -s "$work/list" ]; } || {
		say "account $account: the Regions can't be listed: $(quoted <"$work/error")"
		return 1
	}
	while read -r name; do
		case $name in
		*[!a-z0-9-]* | '')
			say "account $account: \"$name\" is not a Region; no command ran for it"
			: >"$work/incomplete"
			continue
			;;
		esac
		enter "$out/$account/$name" "$name"
		collect_region
	done <"$work/list"
	return 0
}

# member ID PROFILE-OR-ROLE-OR-@: block, with the credentials of the account; @: those that the script has
member() (
	trap halt HUP INT TERM
	region=
	case $2 in
	@) ;;
	arn:*:iam::*:role/*)
		keys=$(text sts assume-role --role-arn "$2" --role-session-name assay-collect \
			--query 'Credentials.[AccessKeyId,SecretAccessKey,SessionToken]') || {
			say "account $1: the role $2 can't be assumed: $(quoted <"$work/error")"
			exit 1
		}
		unset AWS_PROFILE AWS_DEFAULT_PROFILE
		AWS_ACCESS_KEY_ID=${keys%%"$tab"*}
		keys=${keys#*"$tab"}
		AWS_SECRET_ACCESS_KEY=${keys%%"$tab"*}
		AWS_SESSION_TOKEN=${keys#*"$tab"}
		export AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN
		;;
	*)
		unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN
		AWS_PROFILE=$2
		export AWS_PROFILE
		;;
	esac
	block "$1"
)

# the active accounts of the organization, each with the ARN of the role in it; the account of the credentials needs none.
# AWS replaced Status by State in 2026. An older CLI knows Status only: where neither is printed, the role shows it
members_of_organization() {
	own=$(text sts get-caller-identity --query '[Account,Arn]') || return 1
	own_id=${own%%"$tab"*}
	partition=${own#*"$tab"arn:}
	partition=${partition%%:*}
	text organizations list-accounts --query "Accounts[?State=='ACTIVE' || (!State && (Status=='ACTIVE' || !Status))].[Id]" >"$work/ids" || return 1
	while read -r id; do
		if [ "$id" = "$own_id" ]; then
			printf '%s @\n' "$id"
		else
			printf '%s arn:%s:iam::%s:role/%s\n' "$id" "$partition" "$id" "$organization_role"
		fi
	done <"$work/ids"
}

digest() {
	if command -v sha256sum >/dev/null 2>&1; then
		sha256sum "$1" | cut -c 1-64
	elif command -v shasum >/dev/null 2>&1; then
		shasum -a 256 "$1" | cut -c 1-64
	else
		openssl dgst -sha256 "$1" | sed 's/.*= *//'
	fi
}

# manifest.json names every file with its SHA-256; assay compares
write_manifest() {
	cli=$(aws --version 2>&1 | head -n 1 | quoted)
	separator='
'
	{
		printf '{"assay_manifest": 1,\n"script": "%s", "cli": "%s",\n"start": "%s", "end": "%s",\n"files": [' \
			"$script_version" "$cli" "$start" "$(now)"
		find [0-9]* -name '*.json' ! -name '.*' -type f | sort | while IFS= read -r path; do
			printf '%s{"path": "%s", "sha256": "%s"}' "$separator" "$path" "$(digest "$path")"
			separator=',
'
		done
		printf '\n]}\n'
	} >"$work/manifest" && cp "$work/manifest" manifest.json
}

main() {
	out=${1:-evidence}
	while [ "$out" != "${out%/}" ]; do out=${out%/}; done
	reached=0
	case $out in
	-*) stop "FOLDER begins with -" ;;
	'' | . | .. | */. | */..) stop "FOLDER needs a name: the archive is FOLDER.tar.gz" ;;
	esac
	command -v aws >/dev/null 2>&1 || stop "the AWS CLI is not installed"
	umask 077
	mkdir -p "$out" || stop "$out can't be made"
	work=$(mktemp -d 2>/dev/null) || { work=${TMPDIR:-/tmp}/assay-collect.$$ && mkdir "$work"; } || stop "no folder for temporary files"
	trap 'rm -rf "$work"' EXIT
	: >"$work/going"
	trap halt HUP INT TERM
	if [ -z "${AWS_REGION:-}${AWS_DEFAULT_REGION:-}" ]; then
		AWS_DEFAULT_REGION=$(aws configure get region </dev/null 2>/dev/null | tr -d '\r')
		AWS_DEFAULT_REGION=${AWS_DEFAULT_REGION:-us-east-1}
		export AWS_DEFAULT_REGION
	fi
	start=$(now)
	if [ -n "$organization_role" ]; then
		members_of_organization >"$work/members" || stop "the accounts of the organization can't be listed: $(quoted <"$work/error")"
	else
		printf '%s\n' "$accounts" >"$work/members"
	fi
	while read -r id how; do
		rm -f "$work/expired"
		if [ -z "$id" ]; then
			[ -n "$accounts$organization_role" ] || { block '' && reached=1; }
		elif member "$id" "$how"; then
			reached=1
		elif [ ! -e "$work/going" ]; then
			break
		else
			: >"$work/incomplete"
		fi
	done <"$work/members"
	[ -e "$work/going" ] || stop "the run ended early: see the messages above, and run this again in the same folder"
	[ "$reached" = 1 ] || stop "no account was reached"
	(cd "$out" && write_manifest) || stop "the manifest can't be written"
	{ (cd "$out" && COPYFILE_DISABLE=1 tar -cf - manifest.json [0-9]*) || : >"$work/cut"; } | gzip -n >"$out.tar.gz.part" || stop "$out.tar.gz can't be written"
	[ ! -e "$work/cut" ] || stop "$out.tar.gz can't be written"
	mv "$out.tar.gz.part" "$out.tar.gz" || stop "$out.tar.gz can't be written"
	errors=$(find "$out" -name '*.json' -type f -exec sed -n '2{/^"error":/p;}' {} \; | wc -l | tr -d ' ')
	say "$out.tar.gz: carry it to assay, and run: assay check $out.tar.gz"
	if [ "$errors" -gt 0 ]; then
		say "$errors calls have an error of AWS in place of an answer, or were not made"
		exit 3
	fi
	if [ -e "$work/incomplete" ]; then
		say "the evidence is incomplete: see the messages above, and run this again"
		exit 3
	fi
}
