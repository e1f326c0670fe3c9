resource "aws_cloudtrail" "audit" {
  name           = "audit"
  s3_bucket_name = "logs"
  enable_logging = true
}

resource "aws_cloudtrail" "same" {
  name           = "same"
  s3_bucket_name = "logs"
  enable_logging = false
}

resource "aws_cloudtrail" "new_name" {
  name           = "renamed"
  s3_bucket_name = "logs"
  enable_logging = false
}
