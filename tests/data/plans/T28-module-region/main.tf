variable "region" {
  default = "us-east-1"
}

provider "aws" {
  region = var.region
}

# its variable of the same name is another one
module "a" {
  source = "./a"
  region = "us-west-2"
}

resource "aws_cloudtrail" "t" {
  name           = "audit"
  s3_bucket_name = "trail-bucket"

  event_selector {
    data_resource {
      type   = "AWS::Lambda::Function"
      values = ["arn:aws:lambda"]
    }
  }
}
