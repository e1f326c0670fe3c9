variable "enabled" {
  type = bool
}

resource "aws_cloudtrail" "this" {
  name           = "audit"
  s3_bucket_name = "trail-bucket"
  enable_logging = var.enabled

  event_selector {
    data_resource {
      type   = "AWS::Lambda::Function"
      values = ["arn:aws:lambda"]
    }
  }
}
