resource "aws_cloudtrail" "t" {
  enable_logging = false
}
