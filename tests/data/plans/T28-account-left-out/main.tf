provider "aws" {
  region = "us-east-1"
}

resource "aws_cloudtrail" "t" {
  name                  = "audit"
  s3_bucket_name        = "trail-bucket"
  is_multi_region_trail = true

  advanced_event_selector {
    name = "management"
    field_selector {
      field  = "eventCategory"
      equals = ["Management"]
    }
  }

  advanced_event_selector {
    name = "lambda"
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
      not_equals = ["arn:aws:lambda:us-east-1:123456789012:function:foo"]
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
