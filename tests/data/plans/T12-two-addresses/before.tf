provider "aws" {
  region = "us-east-1"
}

resource "aws_lambda_function" "old" {
  function_name = "foo"
  role          = "arn:aws:iam::123456789012:role/lambda"
  runtime       = "python3.12"
  handler       = "foo.handler"
  filename      = "function.zip"
}
