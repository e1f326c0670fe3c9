provider "aws" {
  region = "us-east-1"
}

# the second selector comes from a dynamic block, which leaves no trace in the configuration
resource "aws_cloudtrail_event_data_store" "lake" {
  name = "lake"

  advanced_event_selector {
    name = "management"
    field_selector {
      field  = "eventCategory"
      equals = ["Management"]
    }
  }

  dynamic "advanced_event_selector" {
    for_each = ["lambda"]
    content {
      name = advanced_event_selector.value
      field_selector {
        field  = "eventCategory"
        equals = ["Data"]
      }
      field_selector {
        field  = "resources.type"
        equals = ["AWS::Lambda::Function"]
      }
      field_selector {
        field      = "resources.ARN"
        not_equals = [aws_lambda_function.foo.arn]
      }
    }
  }
}

resource "aws_lambda_function" "foo" {
  function_name = "foo"
  role          = "arn:aws:iam::123456789012:role/lambda"
  runtime       = "python3.12"
  handler       = "foo.handler"
  filename      = "function.zip"
}
