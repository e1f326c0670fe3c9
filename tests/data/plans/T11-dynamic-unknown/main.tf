provider "aws" {
  region = "us-east-1"
}

# how many selectors there will be is not known yet
resource "aws_cloudtrail_event_data_store" "lake" {
  name = "lake"

  dynamic "advanced_event_selector" {
    for_each = split("/", aws_lambda_function.foo.arn)
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
