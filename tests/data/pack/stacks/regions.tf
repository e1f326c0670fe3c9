resource "aws_s3_bucket_versioning" "us" {
  bucket = "acme-logs"
  versioning_configuration {
    status = "Enabled"
  }
}
resource "aws_s3_bucket_versioning" "eu" {
  provider = aws.eu
  bucket   = "acme-logs"
  versioning_configuration {
    status = "Suspended"
  }
}
