terraform {
  required_providers {
    aws = {
      source                = "hashicorp/aws"
      configuration_aliases = [aws.there]
    }
  }
}

variable "prefix" {
  type = string
}

module "b" {
  source    = "./b"
  count     = 1
  prefix    = var.prefix
  providers = { aws = aws.there }
}
