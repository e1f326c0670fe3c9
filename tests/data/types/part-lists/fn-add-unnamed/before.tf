provider "aws" {
  region                      = "us-east-1"
  access_key                  = "x"
  secret_key                  = "y"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}

resource "aws_lambda_function" "f" {
  function_name = "alpha"
  role          = "arn:aws:iam::123456789012:role/lambda"
  handler       = "foo.handler"
  runtime       = "python3.12"
  filename      = "function.zip"
}
