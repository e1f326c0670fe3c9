resource "aws_cloudtrail" "audit" {
  name           = "audit"
  s3_bucket_name = "logs"
  enable_logging = true

  event_selector {
    data_resource {
      type   = "AWS::Lambda::Function"
      values = ["arn:aws:lambda"]
    }
  }
}

resource "aws_cloudtrail" "second" {
  name           = "second"
  s3_bucket_name = "logs"

  event_selector {
    read_write_type = "All"
  }
}
