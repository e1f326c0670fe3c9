resource "aws_cloudtrail" "t" {
  name           = "audit"
  s3_bucket_name = "trail-bucket"

  event_selector {}
}
