variable "key" { type = string }
variable "maybe" { type = string }
variable "given" { type = string }
resource "aws_kms_key" "own" {
}
resource "aws_cloudtrail" "key" {
  name           = "key"
  s3_bucket_name = "trail-bucket"
  kms_key_id     = var.key
}
resource "aws_cloudtrail" "maybe" {
  name           = "maybe"
  s3_bucket_name = "trail-bucket"
  kms_key_id     = var.maybe
}
resource "aws_cloudtrail" "given" {
  name           = "given"
  s3_bucket_name = "trail-bucket"
  kms_key_id     = var.given
}
resource "aws_cloudtrail" "own" {
  name           = "own"
  s3_bucket_name = "trail-bucket"
  kms_key_id     = aws_kms_key.own.arn
}
