terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region                      = "us-east-1"
  access_key                  = "x"
  secret_key                  = "x"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}

locals {
  trust = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
  admin = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }] })
  logs  = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "logs:*", Resource = "*" }] })
}

# before: p (harmless) and q (admin); after: p allows all, q is removed
resource "aws_iam_role" "changed" {
  name               = "changed"
  assume_role_policy = local.trust
  inline_policy {
    name   = "p"
    policy = local.admin
  }
}

# the state mirrors the policy of aws_iam_role_policy.mirrored: nothing changes in it
resource "aws_iam_role" "mirrored" {
  name               = "mirrored"
  description        = "changed"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "mirrored" {
  name   = "m"
  role   = aws_iam_role.mirrored.name
  policy = local.admin
}

# created anew in another path, with the blocks that it had
resource "aws_iam_role" "moved" {
  name               = "moved"
  path               = "/new/"
  assume_role_policy = local.trust
  inline_policy {
    name   = "p"
    policy = local.admin
  }
}

# all blocks are removed
resource "aws_iam_role" "emptied" {
  name               = "emptied"
  assume_role_policy = local.trust
  inline_policy {}
}
