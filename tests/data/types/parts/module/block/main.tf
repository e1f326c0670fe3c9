variable "name" {}
resource "aws_s3_bucket_public_access_block" "a" {
  bucket            = var.name
  block_public_acls = true
}
