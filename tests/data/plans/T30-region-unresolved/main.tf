# its Region comes from the environment
provider "aws" {
}

resource "aws_lambda_function" "bar" {
  function_name = "bar"
  role          = "arn:aws:iam::123456789012:role/lambda"
  runtime       = "python3.12"
  handler       = "foo.handler"
  filename      = "function.zip"
}
