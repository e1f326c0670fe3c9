resource "aws_cloudtrail" "t" {
  name                       = "audit"
  s3_bucket_name             = "trail-bucket"
  enable_log_file_validation = true

  event_selector {
    read_write_type = "All"
  }
}
