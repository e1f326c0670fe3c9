# BOM and CRLF
resource "aws_cloudtrail" "prüfung" {
  name           = "pruefung"
  s3_bucket_name = "logs"
  /* 😀 */ enable_logging = false
}
