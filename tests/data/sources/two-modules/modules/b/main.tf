variable "name" {}


resource "aws_cloudtrail" "this" {
  name           = "b-${replace(var.name, "/[^a-z]/", "-")}"
  s3_bucket_name = "logs"

  enable_logging = false
}
