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
provider "aws" {
  alias                       = "eu"
  region                      = "eu-west-1"
  access_key                  = "x"
  secret_key                  = "x"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}
locals {
  trust = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}
resource "aws_iam_role" "shared" {
  name               = "shared"
  assume_role_policy = local.trust
}
resource "aws_iam_role" "own" {
  name_prefix        = "own-"
  assume_role_policy = local.trust
}
resource "aws_iam_role" "unnamed" {
  assume_role_policy = local.trust
}
resource "aws_iam_role" "regions" {
  name               = "regions"
  path               = "/app/"
  assume_role_policy = local.trust
}
resource "aws_iam_role" "each" {
  for_each           = toset(["x", "y"])
  name               = "each-${each.key}"
  assume_role_policy = local.trust
}
resource "aws_iam_role" "counted" {
  count              = 2
  name               = "counted-${count.index}"
  assume_role_policy = local.trust
}
resource "aws_lambda_function" "a" {
  function_name = "a"
  role          = aws_iam_role.shared.arn
  runtime       = "python3.12"
  handler       = "a"
  filename      = "a.zip"
}
resource "aws_lambda_function" "b" {
  function_name = "b"
  role          = aws_iam_role.shared.arn
  runtime       = "python3.12"
  handler       = "a"
  filename      = "a.zip"
}
resource "aws_lambda_function" "own" {
  function_name = "own"
  role          = aws_iam_role.own.arn
  runtime       = "python3.12"
  handler       = "a"
  filename      = "a.zip"
}
resource "aws_lambda_function" "unnamed" {
  function_name = "unnamed"
  role          = aws_iam_role.unnamed.arn
  runtime       = "python3.12"
  handler       = "a"
  filename      = "a.zip"
}
resource "aws_lambda_function" "us" {
  function_name = "regions"
  role          = aws_iam_role.regions.arn
  runtime       = "python3.12"
  handler       = "a"
  filename      = "a.zip"
}
resource "aws_lambda_function" "eu" {
  provider      = aws.eu
  function_name = "regions"
  role          = aws_iam_role.regions.arn
  runtime       = "python3.12"
  handler       = "a"
  filename      = "a.zip"
}
resource "aws_lambda_function" "each" {
  for_each      = aws_iam_role.each
  function_name = "each-${each.key}"
  role          = each.value.arn
  runtime       = "python3.12"
  handler       = "a"
  filename      = "a.zip"
}
resource "aws_lambda_function" "first" {
  function_name = "first"
  role          = aws_iam_role.counted[0].arn
  runtime       = "python3.12"
  handler       = "a"
  filename      = "a.zip"
}
resource "aws_lambda_function" "counted" {
  count         = 2
  function_name = "counted-${count.index}"
  role          = aws_iam_role.counted[count.index].arn
  runtime       = "python3.12"
  handler       = "a"
  filename      = "a.zip"
}
module "one" {
  source = "./m"
  name   = "one"
}
module "two" {
  source = "./m"
  name   = "two"
}
resource "aws_lambda_function" "out" {
  function_name = "out"
  role          = module.two.role
  runtime       = "python3.12"
  handler       = "a"
  filename      = "a.zip"
}
