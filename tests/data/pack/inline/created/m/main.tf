resource "aws_iam_role" "r" {
  name               = "m"
  assume_role_policy = "{\"Version\":\"2012-10-17\",\"Statement\":[]}"
  inline_policy {
    name   = "logs"
    policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "logs:*", Resource = "*" }] })
  }
}
