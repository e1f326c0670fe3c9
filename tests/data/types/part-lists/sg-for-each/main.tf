provider "aws" {
  region                      = "us-east-1"
  access_key                  = "x"
  secret_key                  = "y"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}

resource "aws_security_group" "a" {
  for_each = toset(["x", "y"])
  name     = "alpha-${each.key}"
}
resource "aws_security_group_rule" "r" {
  for_each          = { x = "10.0.0.0/8", y = "0.0.0.0/0" }
  type              = "ingress"
  security_group_id = aws_security_group.a[each.key].id
  from_port         = 22
  to_port           = 22
  protocol          = "tcp"
  cidr_blocks       = [each.value]
}
