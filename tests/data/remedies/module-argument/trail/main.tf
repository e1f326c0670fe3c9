variable "name" {
  type = string
}

variable "logging" {
  type    = bool
  default = true
}

resource "aws_cloudtrail" "this" {
  name           = var.name
  s3_bucket_name = "trail-bucket"
  enable_logging = var.logging

  event_selector {
    data_resource {
      type   = "AWS::Lambda::Function"
      values = ["arn:aws:lambda"]
    }
  }
}
