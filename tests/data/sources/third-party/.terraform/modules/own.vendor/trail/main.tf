variable "name" {}

resource "aws_cloudtrail" "this" {
  name           = var.name
  s3_bucket_name = "logs"
  enable_logging = false
}
