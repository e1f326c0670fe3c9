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

resource "aws_s3_bucket" "b" {
  bucket_prefix = "b"
}

# blocks that are known
resource "aws_iam_role" "known" {
  name               = "known"
  assume_role_policy = local.trust
  inline_policy {
    name   = "logs"
    policy = local.logs
  }
  inline_policy {
    name   = "admin"
    policy = local.admin
  }
}

# each instance has one
resource "aws_iam_role" "each" {
  for_each           = { x = local.logs, y = local.admin }
  name_prefix        = "each-"
  assume_role_policy = local.trust
  inline_policy {
    name   = "p"
    policy = each.value
  }
}

# a document that is known after apply
resource "aws_iam_role" "document" {
  name               = "document"
  assume_role_policy = local.trust
  inline_policy {
    name   = "bucket"
    policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:*", Resource = aws_s3_bucket.b.arn }] })
  }
  inline_policy {
    name   = "admin"
    policy = local.admin
  }
}

# a name that is known after apply
resource "aws_iam_role" "name" {
  name               = "name"
  assume_role_policy = local.trust
  inline_policy {
    name   = aws_s3_bucket.b.id
    policy = local.logs
  }
  inline_policy {
    name   = "admin"
    policy = local.admin
  }
}

# dynamic blocks over a known map, and over one that is known after apply
resource "aws_iam_role" "dynamic" {
  name               = "dynamic"
  assume_role_policy = local.trust
  dynamic "inline_policy" {
    for_each = { logs = local.logs, admin = local.admin }
    content {
      name   = inline_policy.key
      policy = inline_policy.value
    }
  }
}

resource "aws_iam_role" "later" {
  name               = "later"
  assume_role_policy = local.trust
  dynamic "inline_policy" {
    for_each = toset([aws_s3_bucket.b.id])
    content {
      name   = inline_policy.key
      policy = local.admin
    }
  }
}

# removes all inline policies, and has none
resource "aws_iam_role" "empty" {
  name               = "empty"
  assume_role_policy = local.trust
  inline_policy {}
}

resource "aws_iam_role" "none" {
  name               = "none"
  assume_role_policy = local.trust
}

module "m" {
  source = "./m"
}
