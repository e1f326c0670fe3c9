variable "name" { type = string }
resource "aws_iam_role" "r" {
  name               = var.name
  assume_role_policy = "{\"Version\":\"2012-10-17\",\"Statement\":[]}"
}
resource "aws_lambda_function" "f" {
  function_name = var.name
  role          = aws_iam_role.r.arn
  runtime       = "python3.12"
  handler       = "a"
  filename      = "a.zip"
}
output "role" { value = aws_iam_role.r.arn }
