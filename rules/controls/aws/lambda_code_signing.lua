-- Lambda functions have a code signing configuration.
local lambda = require "lambda"

return control {
  id = "aws-lambda-code-signing",
  title = "Lambda functions have a code signing configuration",
  severity = "medium",
  profile_level = 2,
  subject = "AWS::Lambda::Function",
  reads = { "AWS::Lambda::Function" },

  description = [[
With a code signing configuration, Lambda checks at each deployment that the code is signed by an allowed signing profile and was not
changed since. This control requires that each function has one. Functions of container images are not applicable: Lambda does not
check their signatures. What the configuration allows (its signing profiles, and whether unsigned code is refused or only reported) is
not read.]],

  rationale = [[
Whoever can update the code of a function runs code with its role. A signature ties the code to a build that the organization trusts.]],

  impact = [[
Every deployment must be signed with AWS Signer. Functions can't be edited in the console. If the configuration enforces signatures,
deployments of unsigned code fail.]],

  default_value = [[
No code signing configuration.]],

  prerequisites = {
    { export = "lambda list-functions", permission = "lambda:ListFunctions" },
    { export = "lambda get-function-code-signing-config", permission = "lambda:GetFunctionCodeSigningConfig" },
  },

  test_plan = [[
1. For each Region: aws lambda list-functions --region REGION
2. For each function whose PackageType is not Image: aws lambda get-function-code-signing-config --function-name FUNCTION prints a
   CodeSigningConfigArn. It prints nothing for a function without one.]],

  remediation = [[
With the AWS CLI:

    aws lambda put-function-code-signing-config --function-name FUNCTION --code-signing-config-arn CONFIGURATION-ARN

With Terraform, in the aws_lambda_function resource:

    code_signing_config_arn = aws_lambda_code_signing_config.release.arn

The next deployment must be signed: sign the code before you set the configuration.]],

  backout = [[
aws lambda delete-function-code-signing-config --function-name FUNCTION]],

  references = {
    "https://docs.aws.amazon.com/lambda/latest/dg/configuration-codesigning.html",
    "https://docs.aws.amazon.com/lambda/latest/api/API_GetFunctionCodeSigningConfig.html",
  },

  frameworks = {
    { name = "NIST SP 800-53 r5", by_analogy = true, ids = { "CM-14", "SI-7", "SI-7(15)" } },
    { name = "ISO/IEC 27001:2022", by_analogy = true, ids = { "A.8.19" } },
  },

  check = function(f)
    if lambda.is_image(f) then not_applicable() end
    if not is_set(f, "CodeSigningConfigArn") then
      fail(f, "CodeSigningConfigArn", "function {name} has no code signing configuration", { name = label(f) })
    end
    pass()
  end,
}
