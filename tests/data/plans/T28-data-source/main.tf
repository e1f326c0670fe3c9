provider "aws" {
  region = "us-east-1"
}

provider "aws" {
  alias  = "west"
  region = "us-west-2"
}

resource "aws_cloudtrail" "t" {
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

# of the same type and name, read by another provider configuration
data "aws_lambda_function" "foo" {
  provider      = aws.west
  function_name = aws_lambda_function.foo.qualified_arn
}

data "aws_lambda_function" "bar" {
  provider      = aws.west
  function_name = aws_lambda_function.foo.qualified_arn
}
