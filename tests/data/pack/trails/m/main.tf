variable "kms" { type = string }
resource "aws_s3_bucket" "b" {}
resource "aws_cloudtrail" "t" {
  name           = "mod"
  s3_bucket_name = aws_s3_bucket.b.id
  kms_key_id     = var.kms
  event_selector {
    data_resource {
      type   = "AWS::S3::Object"
      values = ["${aws_s3_bucket.b.arn}/"]
    }
  }
}
