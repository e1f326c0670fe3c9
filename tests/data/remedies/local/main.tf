locals {
  read_write = "ReadOnly"
  bucket     = "trail-bucket"
}

resource "aws_cloudtrail" "t" {
  name           = "audit"
  s3_bucket_name = local.bucket

  event_selector {
    read_write_type = local.read_write
  }

  event_selector {
    include_management_events = false
    read_write_type           = "WriteOnly"

    data_resource {
      type   = "AWS::Lambda::Function"
      values = ["arn:aws:lambda"]
    }
  }
}
