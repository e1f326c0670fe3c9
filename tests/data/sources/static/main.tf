# three trails, each with another hole

resource "aws_cloudtrail" "stopped" {
  name           = "stopped"
  s3_bucket_name = "logs"
  enable_logging = false

  event_selector {
    read_write_type           = "All"
    include_management_events = true

    data_resource {
      type   = "AWS::Lambda::Function"
      values = ["arn:aws:lambda"]
    }
  }
}

resource "aws_cloudtrail" "narrowed" {
  name           = "narrowed"
  s3_bucket_name = "logs"

  event_selector {
    read_write_type = "ReadOnly"

    data_resource {
      type   = "AWS::Lambda::Function"
      values = ["arn:aws:lambda"]
    }
  }

  event_selector {
    data_resource {
      type   = "AWS::S3::Object"
      values = ["arn:aws:s3"]
    }

    data_resource {
      type = "AWS::Lambda::Function"
      values = [
        "arn:aws:lambda:eu-west-1:123456789012:function:other",
      ]
    }
  }
}

resource "aws_cloudtrail" "bare" {
  name           = "bare"
  s3_bucket_name = "logs"
}

resource "aws_lambda_function" "app" {
  function_name = "app"
  role          = "arn:aws:iam::123456789012:role/lambda"
  s3_bucket     = "code"
  s3_key        = "app.zip"
  handler       = "app.handler"
  runtime       = "python3.12"
}
