resource "aws_cloudtrail" "reads" {
  name           = "reads"
  s3_bucket_name = "trail-bucket"

  event_selector {
    read_write_type = "ReadOnly"

    data_resource {
      type   = "AWS::Lambda::Function"
      values = ["arn:aws:lambda"]
    }
  }
}

resource "aws_cloudtrail" "writes" {
  name           = "writes"
  s3_bucket_name = "trail-bucket"
  enable_logging = false

  event_selector {
    read_write_type = "WriteOnly"

    data_resource {
      type   = "AWS::Lambda::Function"
      values = ["arn:aws:lambda"]
    }
  }
}
