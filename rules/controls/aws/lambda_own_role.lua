-- Each Lambda function has an execution role of its own.
local roles = require "roles"

return control {
  id = "aws-lambda-own-role",
  title = "Each Lambda function has an execution role of its own",
  severity = "medium",
  profile_level = 2,
  subject = "AWS::Lambda::Function",
  reads = { "AWS::Lambda::Function", "AWS::IAM::Role" },

  params = {
    closed_world = { default = false, about = "the account has no functions but those of the plan" },
  },

  description = [[
This control requires that no other function of the account, in any Region, has the execution role of the function. Versions of one
function are one function. Regions that no input shows, and other services that use the role, are not read. A plan alone shows the
functions of its own state: without exports of the account, a role that no other function of the plan has is unknown, unless the plan
creates it. Of such a role, the references of the functions decide (role = aws_iam_role.r.arn).]],

  rationale = [[
A function has all permissions of its role. A role of several functions has what any of them needs, so a fault in one of them reaches the
data of the others. The records of CloudTrail show which role acted; with a role for each function, they show which function.]],

  impact = [[
An account has a quota of roles (1,000 by default). More roles must be kept and reviewed.]],

  default_value = [[
The console creates a role for each function. The API and Terraform require the name of a role.]],

  prerequisites = {
    { export = "lambda list-functions", permission = "lambda:ListFunctions" },
  },

  test_plan = [[
1. For each Region: aws lambda list-functions --region REGION
2. No two functions have the same Role.]],

  remediation = [[
Create a role with the permissions that the function needs: aws iam create-role, aws iam put-role-policy. Then:

    aws lambda update-function-configuration --function-name FUNCTION --role ROLE-ARN

With Terraform, an aws_iam_role for each function:

    role = aws_iam_role.f.arn]],

  backout = [[
aws lambda update-function-configuration --function-name FUNCTION --role OLD-ROLE-ARN. Keep the old role until the function works.]],

  references = {
    "https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html",
    "https://docs.aws.amazon.com/lambda/latest/api/API_FunctionConfiguration.html",
  },

  frameworks = {
    { name = "NIST SP 800-53 r5", by_analogy = true, ids = { "AC-6", "AC-6(1)" } },
    { name = "ISO/IEC 27001:2022", by_analogy = true, ids = { "A.8.2" } },
  },

  check = function(f, params)
    local other = roles.find_user(f, { closed_world = params.closed_world })
    if other then
      -- the role of a plan that creates it has no value to show
      fail(f, refers(f, "Role") == nil and "Role" or nil, "function {name} has the same execution role as function {other}", { name = label(f), other = label(other) })
    end
    pass()
  end,
}
