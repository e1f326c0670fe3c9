provider "aws" {
  region                      = "us-east-1"
  access_key                  = "a"
  secret_key                  = "b"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}

# resources of other states, by id, name and ARN
resource "aws_vpc_security_group_ingress_rule" "ssh" {
  security_group_id = "sg-0123456789abcdef0"
  cidr_ipv4         = "0.0.0.0/0"
  from_port         = 22
  to_port           = 22
  ip_protocol       = "tcp"
}

resource "aws_security_group_rule" "web" {
  security_group_id = "sg-0aaaaaaaaaaaaaaaa"
  type              = "ingress"
  cidr_blocks       = ["10.0.0.0/8"]
  from_port         = 443
  to_port           = 443
  protocol          = "tcp"
}

resource "aws_security_group_rule" "out" {
  security_group_id = "sg-0bbbbbbbbbbbbbbbb"
  type              = "egress"
  cidr_blocks       = ["0.0.0.0/0"]
  from_port         = 0
  to_port           = 0
  protocol          = "-1"
}

resource "aws_lambda_permission" "everyone" {
  function_name = "arn:aws:lambda:us-east-1:111122223333:function:payments"
  action        = "lambda:InvokeFunction"
  principal     = "*"
}

resource "aws_lambda_permission" "service" {
  for_each       = toset(["orders", "mail"])
  function_name  = each.key
  action         = "lambda:InvokeFunction"
  principal      = "sns.amazonaws.com"
  source_account = "111122223333"
}

resource "aws_lambda_function_url" "open" {
  function_name      = "payments"
  authorization_type = "NONE"
}

resource "aws_lambda_function_event_invoke_config" "retries" {
  function_name          = "orders"
  maximum_retry_attempts = 0
}

# which function: known after apply
resource "terraform_data" "name" {
  input = "later"
}

resource "aws_lambda_permission" "unresolved" {
  function_name = terraform_data.name.output
  action        = "lambda:InvokeFunction"
  principal     = "*"
}

resource "aws_s3_bucket_versioning" "off" {
  bucket = "acme-data"
  versioning_configuration {
    status = "Suspended"
  }
}

resource "aws_s3_bucket_versioning" "on" {
  bucket = "acme-logs"
  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_public_access_block" "off" {
  bucket = "acme-data"
}

resource "aws_s3_bucket_public_access_block" "on" {
  bucket                  = "acme-logs"
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_policy" "tls" {
  bucket = "acme-logs"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:*"
      Resource  = ["arn:aws:s3:::acme-logs", "arn:aws:s3:::acme-logs/*"]
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }]
  })
}
