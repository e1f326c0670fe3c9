-- Environment variables of Lambda functions are encrypted with a customer managed key.
local customer_keys = require "customer_keys"

return control {
  id = "aws-lambda-environment-kms-key",
  title = "Environment variables of Lambda functions are encrypted with a customer managed key",
  severity = "low",
  profile_level = 2,
  subject = "AWS::Lambda::Function",
  reads = { "AWS::Lambda::Function" },

  description = [[
Lambda encrypts the environment variables of a function at rest: with the key that AWS manages for Lambda in the account, or with a
customer managed key of AWS KMS if the function names one. This control requires a customer managed key for each function that has
environment variables. A function without environment variables is not applicable. The names and values of variables are in no report.]],

  rationale = [[
Environment variables often contain credentials and addresses. With a customer managed key, its policy decides who can read them, each
decryption is recorded by CloudTrail, and the owner can revoke access by disabling the key. The key that AWS manages has none of this.]],

  impact = [[
AWS charges for a customer managed key and its requests. People and pipelines that read or change the configuration of the function need
permission for the key. If the key is disabled or deleted, the function can't start.]],

  default_value = [[
The AWS managed key aws/lambda.]],

  prerequisites = {
    { export = "lambda list-functions", permission = "lambda:ListFunctions" },
  },

  test_plan = [[
For each Region: aws lambda list-functions --region REGION. Each function with Environment.Variables has a KMSKeyArn that is not an alias
that begins with alias/aws/. The output contains the variables in plain text: protect it.]],

  remediation = [[
With the AWS CLI:

    aws lambda update-function-configuration --function-name FUNCTION --kms-key-arn KEY-ARN

With Terraform, in the aws_lambda_function resource:

    kms_key_arn = aws_kms_key.lambda.arn

Allow kms:Decrypt to those who deploy the function; Lambda uses a grant. Secrets are better kept in AWS Secrets Manager.]],

  backout = [[
aws lambda update-function-configuration --function-name FUNCTION --kms-key-arn "" restores the AWS managed key.]],

  references = {
    "https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars-encryption.html",
    "https://docs.aws.amazon.com/lambda/latest/api/API_FunctionConfiguration.html",
  },

  frameworks = {
    { name = "NIST SP 800-53 r5", by_analogy = true, ids = { "SC-12(2)", "SC-28", "SC-28(1)" } },
    { name = "ISO/IEC 27001:2022", by_analogy = true, ids = { "A.8.24" } },
    { name = "PCI DSS 4.0", by_analogy = true, ids = { "8.3.2" } },
  },

  check = function(f)
    local environment = f.Environment
    if not environment or not is_set(environment, "Variables") then not_applicable() end
    if not is_set(f, "KmsKeyArn") then
      fail(f, "KmsKeyArn", "the environment variables of function {name} are not encrypted with a customer managed key", { name = label(f) })
    elseif customer_keys.is_aws_managed(f, "KmsKeyArn") then
      fail(f, "KmsKeyArn", "the environment variables of function {name} are encrypted with a key that AWS manages", { name = label(f) })
    end
    pass()
  end,
}
