terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}
provider "aws" {
  region                      = "us-east-1"
  access_key                  = "test"
  secret_key                  = "test"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}
resource "aws_s3_bucket" "logs" { bucket = "trail-logs-example" }
resource "aws_s3_bucket" "access" { bucket = "trail-access-example" }
resource "aws_s3_bucket_logging" "logs" {
  bucket        = aws_s3_bucket.logs.id
  target_bucket = aws_s3_bucket.access.id
  target_prefix = "t/"
}
resource "aws_s3_bucket_public_access_block" "logs" {
  bucket                  = aws_s3_bucket.logs.id
  block_public_acls       = true
  ignore_public_acls      = true
  block_public_policy     = true
  restrict_public_buckets = true
}
resource "aws_kms_key" "k" {}
resource "aws_cloudwatch_log_group" "g" { name = "trail" }
resource "aws_iam_role" "r" {
  name               = "trail"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { Service = "cloudtrail.amazonaws.com" }, Action = "sts:AssumeRole" }] })
}
resource "aws_cloudtrail" "good" {
  name                       = "good"
  s3_bucket_name             = aws_s3_bucket.logs.bucket
  kms_key_id                 = aws_kms_key.k.arn
  enable_log_file_validation = true
  is_multi_region_trail      = true
  is_organization_trail      = true
  cloud_watch_logs_group_arn = "${aws_cloudwatch_log_group.g.arn}:*"
  cloud_watch_logs_role_arn  = aws_iam_role.r.arn
  event_selector {
    read_write_type           = "All"
    include_management_events = true
    data_resource {
      type   = "AWS::S3::Object"
      values = ["arn:aws:s3"]
    }
    data_resource {
      type   = "AWS::DynamoDB::Table"
      values = ["arn:aws:dynamodb"]
    }
  }
}
resource "aws_cloudtrail" "each" {
  for_each              = toset(["a", "b"])
  name                  = "each-${each.key}"
  s3_bucket_name        = aws_s3_bucket.access.id
  is_multi_region_trail = each.key == "a"
  advanced_event_selector {
    name = "objects"
    field_selector {
      field  = "eventCategory"
      equals = ["Data"]
    }
    field_selector {
      field  = "resources.type"
      equals = ["AWS::S3::Object"]
    }
    field_selector {
      field           = "userIdentity.arn"
      not_starts_with = ["arn:aws:sts::123456789012:assumed-role/batch/"]
    }
  }
}
module "m" {
  source = "./m"
  count  = 2
  kms    = count.index == 0 ? aws_kms_key.k.arn : null
}
