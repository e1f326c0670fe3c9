resource "aws_s3_bucket_versioning" "made" {
  bucket = "acme-made"
  versioning_configuration {
    status = "Enabled"
  }
}
resource "aws_s3_bucket_versioning" "twice" {
  bucket = "acme-twice"
  versioning_configuration {
    status = "Suspended"
  }
}
resource "aws_s3_bucket_versioning" "agreed" {
  bucket = "arn:aws:s3:::acme-agreed"
  versioning_configuration {
    status = "Enabled"
  }
}
resource "aws_lambda_permission" "partner" {
  function_name = "payments"
  statement_id  = "partner"
  action        = "lambda:InvokeFunction"
  principal     = "arn:aws:iam::444455556666:root"
}
resource "aws_lambda_permission" "orders" {
  function_name = "orders"
  statement_id  = "everyone"
  action        = "lambda:InvokeFunction"
  principal     = "*"
}
