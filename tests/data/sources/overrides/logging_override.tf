resource "aws_cloudtrail" "audit" {
  enable_logging = false
}
