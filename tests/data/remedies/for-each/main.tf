resource "aws_cloudtrail" "t" {
  for_each = toset(["audit-a", "audit-b"])

  name           = each.key
  s3_bucket_name = "trail-bucket"
}
