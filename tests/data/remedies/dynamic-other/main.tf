locals {
  buckets = ["a", "b"]
}

resource "aws_cloudtrail" "t" {
  name           = "audit"
  s3_bucket_name = "trail-bucket"

  dynamic "event_selector" {
    for_each = local.buckets

    content {
      read_write_type           = "ReadOnly"
      include_management_events = false

      data_resource {
        type   = "AWS::S3::Object"
        values = ["arn:aws:s3:::${event_selector.value}/"]
      }
    }
  }
}
