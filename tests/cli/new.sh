#!/bin/sh
# new.sh BUILD - `assay new`: what is written loads and passes; existing files and invalid names are refused.
set -u
assay=$(cd "$1" && pwd)/assay
root=$(pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
cd "$work" || exit 1
passed=0
failed=0
say() { # STATUS NAME
	[ "$1" = 0 ] && passed=$((passed + 1)) && return
	failed=$((failed + 1))
	echo "FAILED: $2"
	cat out err
}
run() { # STATUS ARGUMENT...
	wanted=$1
	shift
	"$assay" "$@" >out 2>err
	[ $? = "$wanted" ]
	say $? "$*: exit status, wanted $wanted"
}
has() { grep -qF -e "$1" out; say $? "no '$1'"; }
says() { grep -qF -e "$1" err; say $? "no '$1' on standard error"; }

# a control of each bundled type
"$assay" new control x --type AWS::X::Y 2>&1 | tr ' ,.' '\n\n\n' | grep -v X::Y | grep '^AWS::' >types
[ -s types ]
say $? 'the message does not list the types'
grep -q '^AWS::S3::Bucket$' types
say $? 'the list of types is cut'
n=0
while read -r type; do
	n=$((n + 1))
	run 0 new control "control-$n" --type "$type" --rules all
	has "all/controls/control_$n.lua"
	has 'assay test --rules all'
done <types
run 0 test --rules all
run 0 test --rules all --hide
run 0 explain control-1 --rules all

# a control of each other form of type
for rules in "$root"/tests/data/types/*/rules; do
	# only plans show its types: there is no command whose output an example could be
	grep -q 'commands' "$rules"/types/*.lua || continue
	rm -rf forms
	cp -R "$rules" forms
	grep -ho 'name *= "[A-Za-z0-9]*::[A-Za-z0-9]*::[A-Za-z0-9]*"' forms/types/*.lua | cut -d'"' -f2 | sort -u >types
	# it extends a bundled type, which was tried above
	if [ ! -s types ] && grep -q 'extends *=' forms/types/*.lua; then
		continue
	fi
	n=0
	while read -r type; do
		n=$((n + 1))
		run 0 new control "form-$n" --type "$type" --rules forms
	done <types
	run 0 test --rules forms
done

# a type, its control and its test
for name in AWS::SQS::Queue AWS::RDS::DBInstance AWS::S3::Bucket2 Alexa::ASK::Skill; do
	run 0 new type "$name" --rules mine
done
has 'mine/types/ask_skill.lua'
has 'mine/controls/ask_skill_example.test.yaml'
[ -f mine/types/rds_db_instance.lua ]
say $? 'the words of a name are not told apart'
run 0 test --rules mine
run 0 test --rules mine --hide
# and another control of that type
run 0 new control mine-too --type AWS::SQS::Queue --rules mine
run 0 test --rules mine

# without --rules: the folder rules
run 0 new control here --type AWS::CloudTrail::Trail
[ -f rules/controls/here.lua ] && [ -f rules/controls/here.test.yaml ]
say $? 'the files are not in rules'
ls -A rules/controls >list
[ "$(wc -l <list)" = 2 ]
say $? 'there are other files'

# the command that is printed can be pasted, and the ARN has the form that the type declares
run 0 new control spaces --type AWS::Lambda::Function --rules 'two words'
has "assay test --rules 'two words'"
grep -q 'us-east-1:123456789012:function:example' 'two words/controls/spaces.test.yaml'
say $? 'the ARN of a function has another form'

# nothing is overwritten, and a file that can't be written leaves none behind
run 2 new control here --type AWS::CloudTrail::Trail
says "assay: 'rules/controls/here.lua' exists already"
run 2 new type AWS::SQS::Queue --rules mine
says 'exists already'
rm mine/types/sqs_queue.lua
run 2 new type AWS::SQS::Queue --rules mine
says "'mine/controls/sqs_queue_example.lua' exists already"
[ ! -e mine/types/sqs_queue.lua ]
say $? 'a part of a start was left behind'
mkdir other
ln -s "$work/elsewhere" rules/controls/linked.lua
run 2 new control linked --type AWS::CloudTrail::Trail
[ ! -e elsewhere ]
say $? 'a link was followed'
run 2 new control aws-cloudtrail-lambda-invocations --type AWS::CloudTrail::Trail
says 'There is already a control'
[ ! -e rules/controls/aws_cloudtrail_lambda_invocations.lua ]
say $? 'a refused start left a file behind'
run 2 new type AWS::CloudTrail::Trail
says 'already declared'

# names
for id in A-b a_b ../a a- -a 'a b' a/b '' a--b "$(printf 'a%0100d' 1)"; do
	run 2 new control --type AWS::CloudTrail::Trail -- "$id"
	says "can't be the id of a control"
done
for name in queue AWS::SQS AWS::SQS::Queue::x AWS::SQS:: ../AWS::SQS::Q 'AWS::S QS::Q'; do
	run 2 new type -- "$name"
	says "can't be the name of a type"
done
run 2 new control x
says 'needs --type TYPE'
run 2 new type AWS::SQS::Queue --type AWS::S3::Bucket
run 2 new rule x
says 'is not control or type'
run 2 new control
run 0 new --help
has 'assay new type AWS::SQS::Queue'

# types whose commands and schema assay does not know: the start loads, passes its test and has no problem
for name in AWS::SQS::Queue AWS::EC2::Instance AWS::Foo::Bar AWS::ECS::Task2Definition Alexa::ASK::Skill AWS::IoT::HTTPThing; do
	rm -rf started
	"$assay" new type "$name" --rules started >out 2>err && "$assay" test --rules started >out 2>err && grep -q ' 0 failed' out && "$assay" lint started >out 2>err
	say $? "new type $name"
done
for name in AWS::S3::Bucket AWS::SQS ../etc 'AWS::Api Gateway::x' "AWS::X::Y'z" Custom::Thing A::B::C::MODULE; do
	rm -rf started
	"$assay" new type "$name" --rules started >out 2>err
	[ $? = 2 ] && [ -z "$(find started -type f 2>/dev/null)" ]
	say $? "new type $name is refused"
done

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
