variable "functions" {
  default = ["a", "b"]
}

resource "aws_cloudtrail" "mixed" {
  name           = "mixed"
  s3_bucket_name = "logs"

  dynamic "advanced_event_selector" {
    for_each = var.functions

    content {
      name = "function ${advanced_event_selector.value}"

      field_selector {
        field  = "eventCategory"
        equals = ["Data"]
      }

      field_selector {
        field  = "resources.type"
        equals = ["AWS::Lambda::Function"]
      }

      field_selector {
        field  = "resources.ARN"
        equals = ["arn:aws:lambda:eu-west-1:123456789012:function:${advanced_event_selector.value}"]
      }
    }
  }

  advanced_event_selector {
    name = "writes"

    field_selector {
      field  = "readOnly"
      equals = ["true"]
    }

    field_selector {
      field  = "resources.type"
      equals = ["AWS::Lambda::Function"]
    }

    field_selector {
      field  = "eventCategory"
      equals = ["Data"]
    }
  }
}

resource "aws_cloudtrail" "generated" {
  name           = "generated"
  s3_bucket_name = "logs"

  dynamic "event_selector" {
    for_each = toset(["ReadOnly", "WriteOnly"])
    content {
      read_write_type = event_selector.key
      dynamic "data_resource" {
        for_each = { "AWS::Lambda::Function" = ["arn:aws:lambda:eu-west-1:123456789012:function:x"] }
        content {
          type   = data_resource.key
          values = data_resource.value
        }
      }
    }
  }
}

resource "aws_cloudtrail" "two_dynamics" {
  name           = "two"
  s3_bucket_name = "logs"

  dynamic "event_selector" {
    for_each = ["ReadOnly"]
    content {
      read_write_type = event_selector.value
    }
  }

  dynamic "event_selector" {
    for_each = ["WriteOnly"]
    content {
      read_write_type = event_selector.value
    }
  }
}
