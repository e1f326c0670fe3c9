return profile {
  name = "lambda",
  title = "AWS Lambda: functions, and the record of their invocations",
  controls = { "aws-cloudtrail-lambda-invocations" },
}
