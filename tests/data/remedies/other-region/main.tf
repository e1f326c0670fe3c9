provider "aws" {
  alias                       = "west"
  region                      = "us-west-2"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}

# the trail's home is not the Region of the function
resource "aws_cloudtrail" "t" {
  provider                      = aws.west
  name                          = "audit"
  s3_bucket_name                = "trail-bucket"
  is_multi_region_trail         = false
  include_global_service_events = false

  event_selector {
    data_resource {
      type   = "AWS::Lambda::Function"
      values = ["arn:aws:lambda"]
    }
  }
}
