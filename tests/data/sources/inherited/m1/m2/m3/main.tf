variable "trails" {}

resource "aws_cloudtrail" "this" {
  count          = var.trails
  name           = "audit"
  s3_bucket_name = "logs"

  event_selector {
    data_resource {
      type   = "AWS::Lambda::Function"
      values = ["arn:aws:lambda"]
    }
  }
}

resource "aws_lambda_function" "app" {
  function_name = "app"
  role          = "arn:aws:iam::123456789012:role/lambda"
  s3_bucket     = "code"
  s3_key        = "app.zip"
  handler       = "app.handler"
  runtime       = "python3.12"
}
