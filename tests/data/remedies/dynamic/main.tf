locals {
  values = ["arn:aws:lambda:us-east-1:123456789012:function:other"]
}

resource "aws_cloudtrail" "t" {
  name           = "audit"
  s3_bucket_name = "trail-bucket"

  dynamic "event_selector" {
    for_each = local.values

    content {
      data_resource {
        type   = "AWS::Lambda::Function"
        values = [event_selector.value]
      }
    }
  }
}
