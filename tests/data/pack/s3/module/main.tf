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
  bucket = "alpha"
}
module "block" {
  source = "./block"
  bucket = aws_s3_bucket.a.id
}
