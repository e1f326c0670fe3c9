-- URLs of Lambda functions require IAM authentication.
local function_urls = require "function_urls"

return control {
  id = "aws-lambda-url-iam-auth",
  title = "URLs of Lambda functions require IAM authentication",
  severity = "high",
  profile_level = 1,
  subject = "AWS::Lambda::Function",
  reads = { "AWS::Lambda::Function" },

  description = [[
A function URL is an HTTPS endpoint on the internet that invokes a function. This control requires that each URL of a function, and of its
aliases, has the authentication type AWS_IAM. A function without a URL passes.]],

  rationale = [[
With the type NONE, Lambda does not authenticate requests. If the policy of the function allows it, everyone who knows or guesses the
address can run the function. With AWS_IAM, requests are signed, and policies decide who may send them.]],

  impact = [[
Clients must sign their requests with AWS credentials. A website or webhook that calls the URL without credentials stops working: put
Amazon API Gateway or Amazon CloudFront in front of the function.]],

  default_value = [[
A function has no URL. The authentication type has no default.]],

  prerequisites = {
    { export = "lambda list-functions", permission = "lambda:ListFunctions" },
    { export = "lambda list-function-url-configs", permission = "lambda:ListFunctionUrlConfigs" },
  },

  test_plan = [[
1. For each Region: aws lambda list-functions --region REGION
2. For each function: aws lambda list-function-url-configs --function-name FUNCTION. Each AuthType is AWS_IAM. The list contains the URLs of
   aliases; get-function-url-config does not.]],

  remediation = [[
With the AWS CLI; add --qualifier ALIAS for the URL of an alias:

    aws lambda update-function-url-config --function-name FUNCTION --auth-type AWS_IAM
    aws lambda delete-function-url-config --function-name FUNCTION

With Terraform, in the aws_lambda_function_url resource:

    authorization_type = "AWS_IAM"]],

  backout = [[
aws lambda update-function-url-config --function-name FUNCTION --auth-type NONE]],

  references = {
    "https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html",
    "https://docs.aws.amazon.com/lambda/latest/api/API_ListFunctionUrlConfigs.html",
  },

  frameworks = {
    { name = "NIST SP 800-53 r5", by_analogy = true, ids = { "AC-3", "AC-6", "IA-2", "SC-7" } },
    { name = "ISO/IEC 27001:2022", by_analogy = true, ids = { "A.8.5" } },
  },

  check = function(f)
    for url in filter(f.FunctionUrlConfigs, function_urls.is_open) do
      fail(url, "AuthType", "a URL of function {name} has the authentication type {type}: everyone can send requests",
        { name = label(f), type = url.AuthType })
    end
    pass()
  end,
}
