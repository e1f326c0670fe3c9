resource "aws_s3_bucket" "made" {
  bucket = "acme-made"
}
resource "aws_s3_bucket_versioning" "twice" {
  bucket = "acme-twice"
  versioning_configuration {
    status = "Enabled"
  }
}
resource "aws_s3_bucket_versioning" "agreed" {
  bucket = "acme-agreed"
  versioning_configuration {
    status = "Enabled"
  }
}
resource "aws_lambda_permission" "everyone" {
  function_name = "payments"
  statement_id  = "everyone"
  action        = "lambda:InvokeFunction"
  principal     = "*"
}
resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = "arn:aws:iam::123456789012:role/orders"
  runtime       = "python3.13"
  handler       = "a.b"
  s3_bucket     = "acme-code"
  s3_key        = "orders.zip"
}
