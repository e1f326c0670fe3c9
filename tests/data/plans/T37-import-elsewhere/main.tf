# the Region of the provider configuration is not that of the trail, which is a shadow trail there
provider "aws" {
  region = "us-west-2"
}

import {
  to = aws_cloudtrail.audit
  id = "arn:aws:cloudtrail:us-east-1:123456789012:trail/audit"
}

resource "aws_cloudtrail" "audit" {
  name           = "audit"
  is_multi_region_trail = true
  s3_bucket_name = "trail-bucket"

  event_selector {
    data_resource {
      type   = "AWS::Lambda::Function"
      values = ["arn:aws:lambda"]
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
