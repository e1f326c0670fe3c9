provider "aws" {
  region                      = "us-east-1"
  access_key                  = "testing"
  secret_key                  = "testing"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}

variable "enabled" {
  type    = bool
  default = true
}
variable "key_arn" {
  type    = string
  default = null
}
resource "aws_kms_key" "k" {
}
resource "aws_kms_key" "many" {
  count = 2
}
resource "aws_kms_key" "each" {
  for_each = toset(["a.b", "c[\"d\"]"])
}
module "kms" {
  source = "./kms"
}
locals {
  key = aws_kms_key.k.arn
  trails = {
    bare        = aws_kms_key.k.arn
  }
}
resource "aws_cloudtrail" "direct" {
  name           = "direct"
  s3_bucket_name = "trail-bucket"
  kms_key_id     = aws_kms_key.k.arn
}
resource "aws_cloudtrail" "indexed" {
  name           = "indexed"
  s3_bucket_name = "trail-bucket"
  kms_key_id     = aws_kms_key.many[1].arn
}
resource "aws_cloudtrail" "keyed" {
  name           = "keyed"
  s3_bucket_name = "trail-bucket"
  kms_key_id     = aws_kms_key.each["c[\"d\"]"].arn
}
resource "aws_cloudtrail" "conditional" {
  name           = "conditional"
  s3_bucket_name = "trail-bucket"
  kms_key_id     = var.enabled ? aws_kms_key.k.arn : null
}
resource "aws_cloudtrail" "twice" {
  name           = "twice"
  s3_bucket_name = "trail-bucket"
  kms_key_id     = aws_kms_key.k.arn == "x" ? null : aws_kms_key.k.arn
}
resource "aws_cloudtrail" "once" {
  name           = "once"
  s3_bucket_name = "trail-bucket"
  kms_key_id     = aws_kms_key.k.arn == "x" ? null : "arn:aws:kms:us-east-1:123456789012:key/x"
}
resource "aws_cloudtrail" "local" {
  name           = "local"
  s3_bucket_name = "trail-bucket"
  kms_key_id     = local.key
}
resource "aws_cloudtrail" "each" {
  for_each       = local.trails
  name           = "each-${each.key}"
  s3_bucket_name = "trail-bucket"
  kms_key_id     = each.value
}
resource "aws_cloudtrail" "eachkey" {
  for_each       = aws_kms_key.each
  name           = "eachkey"
  s3_bucket_name = "trail-bucket"
  kms_key_id     = aws_kms_key.each[each.key].arn
}
resource "aws_cloudtrail" "output" {
  name           = "output"
  s3_bucket_name = "trail-bucket"
  kms_key_id     = module.kms.key_arn
}
resource "aws_cloudtrail" "output_maybe" {
  name           = "output-maybe"
  s3_bucket_name = "trail-bucket"
  kms_key_id     = module.kms.maybe
}
resource "aws_cloudtrail" "variable" {
  name           = "variable"
  s3_bucket_name = "trail-bucket"
  kms_key_id     = var.key_arn
}
resource "aws_cloudtrail" "template" {
  name           = "template"
  s3_bucket_name = "trail-bucket"
  kms_key_id     = "${aws_kms_key.k.arn}"
}
resource "aws_cloudtrail" "try" {
  name           = "try"
  s3_bucket_name = "trail-bucket"
  kms_key_id     = try(aws_kms_key.many[0].arn, null)
}
resource "aws_cloudtrail" "other" {
  name           = "other"
  s3_bucket_name = aws_kms_key.k.id
  kms_key_id     = aws_kms_key.k.description
}
data "aws_kms_key" "d" {
  key_id = aws_kms_key.k.key_id
}
resource "aws_cloudtrail" "data" {
  name           = "data"
  s3_bucket_name = "trail-bucket"
  kms_key_id     = data.aws_kms_key.d.arn
}
module "audit" {
  source   = "./audit"
  for_each = toset(["x.y", "z[0]"])
  key      = aws_kms_key.k.arn
  maybe    = var.enabled ? aws_kms_key.k.arn : null
  given    = module.kms.key_arn
}
