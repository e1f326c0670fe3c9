provider "aws" {
  region = "us-east-1"
}

moved {
  from = aws_cloudtrail.audit
  to   = aws_cloudtrail.trail
}

resource "aws_cloudtrail" "trail" {
  name           = "audit"
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
