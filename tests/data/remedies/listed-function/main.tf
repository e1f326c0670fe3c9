resource "aws_cloudtrail" "t" {
  name           = "audit"
  s3_bucket_name = "trail-bucket"

  event_selector {
    data_resource {
      # only this one so far
      type = "AWS::Lambda::Function"
      values = [
        "arn:aws:lambda:us-east-1:123456789012:function:other",
      ]
    }
  }
}
