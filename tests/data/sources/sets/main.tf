variable "category" {
  default = "Data"
}

resource "aws_cloudtrail" "audit" {
  name           = "audit"
  s3_bucket_name = "logs"

  advanced_event_selector {
    name = "first"
    field_selector {
      field  = "resources.type"
      equals = ["AWS::Lambda::Function"]
    }
    field_selector {
      field       = "resources.ARN"
      starts_with = ["arn:aws:lambda:eu-west-1:123456789012:function:x"]
    }
    field_selector {
      field  = "eventCategory"
      equals = [var.category]
    }
  }

  advanced_event_selector {
    name = "second"
    field_selector {
      field  = "eventCategory"
      equals = [var.category]
    }
    field_selector {
      field  = "resources.type"
      equals = ["AWS::Lambda::Function"]
    }
    field_selector {
      field      = "eventName"
      not_equals = ["Invoke"]
    }
  }

  advanced_event_selector {
    field_selector {
      field  = "resources.type"
      equals = ["AWS::S3::Object"]
    }
    field_selector {
      field  = "eventCategory"
      equals = ["Data"]
    }
  }
}
