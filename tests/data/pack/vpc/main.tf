provider "aws" {
  region                      = "us-east-1"
  access_key                  = "x"
  secret_key                  = "y"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
  s3_use_path_style           = true
}

resource "aws_vpc" "a" {
  for_each   = toset(["x", "y"])
  cidr_block = "10.0.0.0/16"
}
resource "aws_vpc" "b" {
  cidr_block = "10.1.0.0/16"
}
resource "aws_flow_log" "a" {
  for_each             = { x = "ALL" }
  vpc_id               = aws_vpc.a[each.key].id
  traffic_type         = each.value
  log_destination_type = "s3"
  log_destination      = "arn:aws:s3:::logs"
}
resource "aws_flow_log" "b" {
  vpc_id               = aws_vpc.b.id
  traffic_type         = "REJECT"
  log_destination_type = "s3"
  log_destination      = "arn:aws:s3:::logs"
}
