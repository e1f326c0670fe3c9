variable "name" {
  type = string
}

resource "aws_cloudtrail" "t" {
  name                  = var.name
  s3_bucket_name        = "trail-bucket"
  is_multi_region_trail = true

  event_selector {
    data_resource {
      type   = "AWS::Lambda::Function"
      values = ["arn:aws:lambda"]
    }
  }
}
