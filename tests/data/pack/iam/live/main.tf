terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}
provider "aws" {
  region              = "us-east-1"
  allowed_account_ids = ["123456789012"]
}
locals {
  trust = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }] })
  full  = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }] })
  some  = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:*", Resource = "*" }] })
}
resource "aws_iam_role" "plain" {
  name               = "plain"
  assume_role_policy = local.trust
}
resource "aws_iam_role" "blocks" {
  name               = "blocks"
  assume_role_policy = local.trust
  inline_policy {
    name   = "full"
    policy = local.full
  }
  inline_policy {
    name   = "some"
    policy = local.some
  }
}
resource "aws_iam_role" "none" {
  name               = "none"
  assume_role_policy = local.trust
  inline_policy {}
}
resource "aws_iam_role" "arn" {
  name               = "arn"
  assume_role_policy = local.trust
  inline_policy {
    name   = "pending"
    policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:*", Resource = aws_iam_role.plain.arn }] })
  }
}
resource "terraform_data" "t" {
  input = ["x"]
}
resource "aws_iam_role" "dyn" {
  name               = "dyn"
  assume_role_policy = local.trust
  dynamic "inline_policy" {
    for_each = toset(terraform_data.t.output)
    content {
      name   = inline_policy.value
      policy = local.full
    }
  }
}
resource "aws_iam_role_policy" "sep" {
  role   = aws_iam_role.plain.id
  name   = "sep"
  policy = local.some
}
resource "aws_iam_user" "u" {
  name = "tu"
}
resource "aws_iam_user_policy" "up" {
  user   = aws_iam_user.u.name
  name   = "up"
  policy = local.full
}
resource "aws_iam_role_policies_exclusive" "ex" {
  role_name    = aws_iam_role.plain.name
  policy_names = [aws_iam_role_policy.sep.name]
}
