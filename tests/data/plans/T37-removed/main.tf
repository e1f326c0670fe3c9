provider "aws" {
  region = "us-east-1"
}

removed {
  from = aws_cloudtrail.audit

  lifecycle {
    destroy = true
  }
}

resource "aws_lambda_function" "foo" {
  function_name = "foo"
  role          = "arn:aws:iam::123456789012:role/lambda"
  runtime       = "python3.12"
  handler       = "foo.handler"
  filename      = "function.zip"
}
