# nothing says that these trails are of one Region
resource "aws_cloudtrail" "first" {
  name                          = "first"
  s3_bucket_name                = "logs"
  include_global_service_events = false
}

resource "aws_cloudtrail" "second" {
  name           = "second"
  s3_bucket_name = "logs"
  kms_key_id     = null
  event_selector {
    data_resource {
      type   = "AWS::DynamoDB::Table"
      values = ["arn:aws:dynamodb"]
    }
  }
}
