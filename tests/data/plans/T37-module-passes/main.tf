variable "regions" {
  type    = object({ main = string, dr = string })
  default = { main = "us-east-1", dr = "us-west-2" }
}

provider "aws" {
  region = "us-east-1"
}

provider "aws" {
  alias  = "dr"
  region = var.regions.dr

  default_tags {
    tags = { stack = "dr" }
  }
}

resource "aws_cloudtrail" "audit" {
  name           = "audit"
  s3_bucket_name = "trail-bucket"

  event_selector {
    data_resource {
      type   = "AWS::Lambda::Function"
      values = ["arn:aws:lambda"]
    }
  }
}

module "app" {
  source = "./app"
  providers = {
    aws         = aws
    aws.replica = aws.dr
  }
}
