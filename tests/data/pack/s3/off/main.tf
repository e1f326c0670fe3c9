provider "aws" {
  region                      = "us-east-1"
  access_key                  = "x"
  secret_key                  = "y"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
  s3_use_path_style           = true
}

resource "aws_s3_account_public_access_block" "a" {
  block_public_acls   = true
  block_public_policy = false
}
resource "aws_s3_bucket" "a" {
  bucket = "alpha"
}
resource "aws_s3_bucket_public_access_block" "a" {
  bucket              = aws_s3_bucket.a.id
  block_public_policy = false
}
