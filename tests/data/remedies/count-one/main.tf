variable "create" {
  type    = bool
  default = true
}

resource "aws_cloudtrail" "t" {
  count = var.create ? 1 : 0

  name           = "audit"
  s3_bucket_name = "trail-bucket"
}
