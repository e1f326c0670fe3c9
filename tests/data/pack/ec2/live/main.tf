variable "step" {
  type    = number
  default = 1
}
provider "aws" {
  region                      = "us-east-1"
  access_key                  = "x"
  secret_key                  = "y"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
  endpoints { ec2 = "http://localhost:5055" }
}
# each group, and what a second run of Terraform changes
resource "aws_security_group" "inline" {
  for_each = { opened = ["10.0.0.0/8", "0.0.0.0/0"], closed = ["0.0.0.0/0", "10.0.0.0/8"], same = ["0.0.0.0/0", "0.0.0.0/0"] }
  name     = "inline-${each.key}"
  ingress {
    protocol    = "tcp"
    from_port   = 22
    to_port     = 22
    cidr_blocks = [each.value[var.step - 1]]
  }
}
resource "aws_security_group" "rule" {
  for_each = toset(["opened", "closed", "same", "added", "removed"])
  name     = "rule-${each.key}"
}
resource "aws_security_group_rule" "rule" {
  for_each = merge({ opened = ["10.0.0.0/8", "0.0.0.0/0"], closed = ["0.0.0.0/0", "10.0.0.0/8"], same = ["0.0.0.0/0", "0.0.0.0/0"] },
  var.step == 1 ? { removed = ["0.0.0.0/0", ""] } : { added = ["", "0.0.0.0/0"] })
  type              = "ingress"
  security_group_id = aws_security_group.rule[each.key].id
  protocol          = "tcp"
  from_port         = 22
  to_port           = 22
  cidr_blocks       = [each.value[var.step - 1]]
}
resource "aws_security_group" "vpc" {
  for_each = toset(["opened", "closed", "same", "added", "removed"])
  name     = "vpc-${each.key}"
}
resource "aws_vpc_security_group_ingress_rule" "vpc" {
  for_each = merge({ opened = ["10.0.0.0/8", "0.0.0.0/0"], closed = ["0.0.0.0/0", "10.0.0.0/8"], same = ["0.0.0.0/0", "0.0.0.0/0"] },
  var.step == 1 ? { removed = ["0.0.0.0/0", ""] } : { added = ["", "0.0.0.0/0"] })
  security_group_id = aws_security_group.vpc[each.key].id
  ip_protocol       = "tcp"
  from_port         = 22
  to_port           = 22
  cidr_ipv4         = each.value[var.step - 1]
}
