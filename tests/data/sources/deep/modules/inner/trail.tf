resource "aws_cloudtrail" "this" {
  name           = "inner"
  s3_bucket_name = "logs"
  event_selector {
    include_management_events = false
    data_resource {
      type   = "AWS::Lambda::Function"
      values = ["arn:aws:lambda:eu-west-1:123456789012:function:other"]
    }
  }
}
