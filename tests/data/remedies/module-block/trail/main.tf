resource "aws_cloudtrail" "this" {
  name                  = "audit"
  s3_bucket_name        = "trail-bucket"
  is_multi_region_trail = true
}
