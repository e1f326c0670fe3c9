provider "aws" {
  region                      = "us-east-1"
  access_key                  = "x"
  secret_key                  = "y"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}

resource "aws_security_group" "none" {
  name = "none"
}
resource "aws_security_group" "inline" {
  name = "inline"
  ingress {
    protocol         = "6"
    from_port        = 0
    to_port          = 65535
    ipv6_cidr_blocks = ["::/0"]
  }
}
resource "aws_security_group" "all" {
  name = "all"
  ingress {
    protocol    = "all"
    from_port   = 0
    to_port     = 0
    cidr_blocks = ["0.0.0.0/0"]
  }
}
resource "aws_security_group" "egress" {
  name = "egress"
  egress {
    protocol    = "-1"
    from_port   = 0
    to_port     = 0
    cidr_blocks = ["0.0.0.0/0"]
  }
}
resource "aws_security_group_rule" "egress" {
  type              = "egress"
  security_group_id = aws_security_group.egress.id
  protocol          = "tcp"
  from_port         = 22
  to_port           = 22
  cidr_blocks       = ["0.0.0.0/0"]
}
resource "aws_security_group" "rule" {
  for_each = { private = "10.0.0.0/8", public = "0.0.0.0/0" }
  name     = each.key
}
resource "aws_security_group_rule" "rule" {
  for_each          = { private = "10.0.0.0/8", public = "0.0.0.0/0" }
  type              = "ingress"
  security_group_id = aws_security_group.rule[each.key].id
  protocol          = "tcp"
  from_port         = 22
  to_port           = 22
  cidr_blocks       = [each.value]
}
resource "aws_security_group" "vpc_rule" {
  name = "vpc-rule"
}
resource "aws_vpc_security_group_ingress_rule" "vpc_rule" {
  security_group_id = aws_security_group.vpc_rule.id
  ip_protocol       = "-1"
  cidr_ipv4         = "0.0.0.0/0"
}
resource "aws_security_group" "referenced" {
  name = "referenced"
}
resource "aws_vpc_security_group_ingress_rule" "referenced" {
  security_group_id            = aws_security_group.referenced.id
  ip_protocol                  = "tcp"
  from_port                    = 22
  to_port                      = 22
  referenced_security_group_id = aws_security_group.none.id
}
resource "aws_eip" "a" {}
resource "aws_security_group" "pending" {
  name = "pending"
}
resource "aws_vpc_security_group_ingress_rule" "pending" {
  security_group_id = aws_security_group.pending.id
  ip_protocol       = "tcp"
  from_port         = 22
  to_port           = 22
  cidr_ipv4         = "${aws_eip.a.public_ip}/32"
}
resource "aws_default_security_group" "none" {
  vpc_id = "vpc-1"
}
resource "aws_default_security_group" "open" {
  vpc_id = "vpc-2"
  ingress {
    protocol    = "udp"
    from_port   = 3389
    to_port     = 3389
    cidr_blocks = ["0.0.0.0/0"]
  }
}
