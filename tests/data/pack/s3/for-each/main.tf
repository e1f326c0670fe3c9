provider "aws" {
  region                      = "us-east-1"
  access_key                  = "x"
  secret_key                  = "y"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
  s3_use_path_style           = true
}

resource "aws_s3_bucket" "a" {
  for_each = toset(["x", "y"])
  bucket   = "alpha-${each.key}"
}
resource "aws_s3_bucket_public_access_block" "a" {
  for_each                = aws_s3_bucket.a
  bucket                  = each.value.id
  block_public_acls       = true
  ignore_public_acls      = true
  block_public_policy     = each.key == "x"
  restrict_public_buckets = true
}
resource "aws_s3_account_public_access_block" "a" {}
