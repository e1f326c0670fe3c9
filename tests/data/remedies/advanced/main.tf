resource "aws_cloudtrail" "t" {
  name           = "audit"
  s3_bucket_name = "trail-bucket"

  advanced_event_selector {
    name = "functions"

    field_selector {
      field  = "eventCategory"
      equals = ["Data"]
    }
    field_selector {
      field  = "resources.type"
      equals = ["AWS::Lambda::Function"]
    }
    field_selector {
      field      = "resources.ARN"
      not_equals = ["arn:aws:lambda:us-east-1:123456789012:function:f"]
    }
  }
}
