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
  count  = 2
  bucket = "alpha-${count.index}"
}
resource "aws_s3_bucket_public_access_block" "a" {
  count                   = 2
  bucket                  = aws_s3_bucket.a[count.index].id
  block_public_acls       = true
  ignore_public_acls      = true
  block_public_policy     = true
  restrict_public_buckets = count.index == 0
}
resource "aws_s3_account_public_access_block" "a" {}
