# its Region comes from the environment: it may be the live trail of its name, or one beside it
provider "aws" {
}

resource "aws_cloudtrail" "t" {
  name                  = "audit"
  s3_bucket_name        = "trail-bucket"
  is_multi_region_trail = true
}
