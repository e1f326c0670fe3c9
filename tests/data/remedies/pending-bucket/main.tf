resource "aws_s3_bucket" "data" {
  bucket_prefix = "data-"
}

resource "aws_cloudtrail" "t" {
  name           = "audit"
  s3_bucket_name = "trail-bucket"

  event_selector {
    # objects of the data bucket
    data_resource {
      type   = "AWS::S3::Object"
      values = ["${aws_s3_bucket.data.arn}/"] # all of them
    }
  }
}
