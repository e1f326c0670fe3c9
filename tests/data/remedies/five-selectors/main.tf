resource "aws_cloudtrail" "t" {
  name           = "audit"
  s3_bucket_name = "trail-bucket"

  event_selector {
    read_write_type           = "ReadOnly"
    include_management_events = false # 1
    data_resource {
      type   = "AWS::S3::Object"
      values = ["arn:aws:s3:::b1/"]
    }
  }

  event_selector {
    read_write_type           = "ReadOnly"
    include_management_events = false # 2
    data_resource {
      type   = "AWS::S3::Object"
      values = ["arn:aws:s3:::b2/"]
    }
  }

  event_selector {
    read_write_type           = "ReadOnly"
    include_management_events = true # 3
    data_resource {
      type   = "AWS::S3::Object"
      values = ["arn:aws:s3:::b3/"]
    }
  }

  event_selector {
    read_write_type           = "ReadOnly"
    include_management_events = false # 4
    data_resource {
      type   = "AWS::S3::Object"
      values = ["arn:aws:s3:::b4/"]
    }
  }

  event_selector {
    read_write_type           = "ReadOnly"
    include_management_events = false # 5
    data_resource {
      type   = "AWS::S3::Object"
      values = ["arn:aws:s3:::b5/"]
    }
  }
}
