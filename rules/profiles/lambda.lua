return profile {
  name = "lambda",
  title = "AWS Lambda: functions, and the record of their invocations",
  controls = {
    "aws-cloudtrail-lambda-invocations",
    "aws-lambda-code-signing",
    "aws-lambda-environment-kms-key",
    "aws-lambda-failure-destination",
    "aws-lambda-not-public",
    "aws-lambda-own-role",
    "aws-lambda-supported-runtime",
    "aws-lambda-url-iam-auth",
  },
}
