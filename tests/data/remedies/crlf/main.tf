resource "aws_cloudtrail" "t" {
  name                  = "audit"
  s3_bucket_name        = "trail-bucket"
  is_multi_region_trail = true
}
