variable "name" {
  type = string
}

resource "aws_cloudtrail" "this" {
  name           = var.name
  s3_bucket_name = "trail-bucket"
}
