variable "logging" {
  type    = bool
  default = false
}

resource "aws_cloudtrail" "this" {
  name           = "audit"
  s3_bucket_name = "trail-bucket"
  enable_logging = var.logging

  event_selector {
    data_resource {
      type   = "AWS::Lambda::Function"
      values = ["arn:aws:lambda"]
    }
  }
}
