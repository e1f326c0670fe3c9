provider "aws" {
  region = "us-east-1"
}

ephemeral "aws_secretsmanager_secret_version" "key" {
  secret_id = "key"
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
