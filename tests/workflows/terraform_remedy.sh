#!/bin/sh
# terraform_remedy.sh BUILD - remedies with Terraform: a plan that fails, its patch applied, planned again: pass; -R restores the bytes.
#
# TF_MIRROR is a filesystem mirror with the AWS provider (default: /opt/tf-plugins); nothing is asked of AWS.
set -u
root=$(cd "$(dirname "$0")/../.." && pwd)
assay=$(cd "$1" && pwd)/assay
mirror=${TF_MIRROR:-/opt/tf-plugins}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
cd "$work" || exit 1
passed=0
failed=0
say() {
	if [ "$1" = 0 ]; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "FAILED: $2"; fi
}
if ! command -v terraform >/dev/null || ! command -v patch >/dev/null || [ ! -d "$mirror" ]; then
	echo 'skipped: terraform, patch or a mirror of the AWS provider (TF_MIRROR) is missing'
	exit 0
fi
printf 'provider_installation {\n  filesystem_mirror {\n    path = "%s"\n  }\n}\n' "$mirror" >rc
TF_CLI_CONFIG_FILE=$work/rc AWS_ACCESS_KEY_ID=testing AWS_SECRET_ACCESS_KEY=testing AWS_EC2_METADATA_DISABLED=true TF_IN_AUTOMATION=1 CHECKPOINT_DISABLE=1
TF_DATA_DIR=$work/data
export TF_CLI_CONFIG_FILE AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_EC2_METADATA_DISABLED TF_IN_AUTOMATION CHECKPOINT_DISABLE TF_DATA_DIR
plan() {
	terraform plan -input=false -refresh=false -out=plan.bin >log 2>&1 && terraform show -json plan.bin >"$1"
}
provider='provider "aws" {
  region                      = "us-east-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}

resource "aws_lambda_function" "f" {
  function_name = "f"
  role          = "arn:aws:iam::123456789012:role/lambda"
  runtime       = "python3.12"
  handler       = "f.handler"
  filename      = "f.zip"
}
'
: >f.zip
# journey NAME: main.tf, without the provider, is standard input
journey() {
	{ printf '%s\n' "$provider"; cat; } >main.tf
	[ -d data ] || terraform init -input=false >log 2>&1 || {
		echo "skipped: terraform init fails: $(tail -3 log)"
		exit 0
	}
	cp main.tf before
	plan plan.json
	say $? "$1: terraform plan: $(cat log)"
	"$assay" check plan.json >out 2>&1
	[ $? = 1 ]
	say $? "$1: the plan should fail: $(cat out)"
	"$assay" remedy --patch --source . --source-root . plan.json >p.diff
	patch -p1 <p.diff >out 2>&1
	say $? "$1: patch: $(cat out p.diff)"
	terraform fmt -check main.tf >out 2>&1
	say $? "$1: not as terraform fmt writes it: $(cat main.tf)"
	plan after.json
	say $? "$1: terraform plan of the patched file: $(cat log main.tf)"
	"$assay" check after.json >out 2>&1
	say $? "$1: the patched plan should pass: $(cat out main.tf)"
	patch -R -p1 <p.diff >/dev/null && cmp -s before main.tf
	say $? "$1: patch -R restores other bytes"
}

journey bare <<'END'
resource "aws_cloudtrail" "t" {
  name                  = "audit"
  s3_bucket_name        = "trail-bucket"
  is_multi_region_trail = true
}
END
journey stopped <<'END'
resource "aws_cloudtrail" "t" {
  name           = "audit"
  s3_bucket_name = "trail-bucket"
  enable_logging = false # until the audit

  event_selector {
    read_write_type           = "ReadOnly"
    include_management_events = false

    data_resource {
      type   = "AWS::S3::Object"
      values = ["arn:aws:s3:::trail-bucket/"]
    }
  }
}
END
journey advanced <<'END'
resource "aws_cloudtrail" "t" {
  name           = "audit"
  s3_bucket_name = "trail-bucket"

  advanced_event_selector {
    name = "functions"

    field_selector {
      field  = "eventCategory"
      equals = ["Data"]
    }
    field_selector {
      field  = "resources.type"
      equals = ["AWS::Lambda::Function"]
    }
    field_selector {
      field      = "resources.ARN"
      not_equals = ["arn:aws:lambda:us-east-1:123456789012:function:f"]
    }
  }
}
END

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
