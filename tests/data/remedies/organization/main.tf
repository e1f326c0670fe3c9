resource "aws_cloudtrail" "t" {
  name                  = "organization"
  s3_bucket_name        = "trail-bucket"
  is_organization_trail = true
  is_multi_region_trail = true

  advanced_event_selector {
    field_selector {
      field  = "eventCategory"
      equals = ["Management"]
    }
  }
}
