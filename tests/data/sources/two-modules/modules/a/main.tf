resource "aws_cloudtrail" "this" {
  name           = "aaa"
  s3_bucket_name = "logs"
  enable_logging = false
}
