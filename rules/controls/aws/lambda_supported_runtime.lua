-- Lambda functions have a runtime that AWS still maintains.
local lambda = require "lambda"
local deprecation = require "deprecation"

return control {
  id = "aws-lambda-supported-runtime",
  title = "Lambda functions have a supported runtime",
  severity = "medium",
  profile_level = 1,
  subject = "AWS::Lambda::Function",
  reads = { "AWS::Lambda::Function" },

  description = [[
This control requires that the runtime of each function is not deprecated on the day of the run (today, or --now). The days are a table in
rules/lib/runtimes.lua, with its source and the day on which it was read. A runtime that the table lacks is unknown. Functions of container
images are not applicable: their runtime is part of the image.]],

  rationale = [[
AWS applies no security patches to a deprecated runtime, and gives no support for it. Later, functions with it can't be changed any more.]],

  impact = [[
Code may need changes for the next version of its language.]],

  default_value = [[
A function of a .zip file must name a runtime. AWS never changes it.]],

  prerequisites = {
    { export = "lambda list-functions", permission = "lambda:ListFunctions" },
  },

  test_plan = [[
1. For each Region: aws lambda list-functions --region REGION
2. Compare the Runtime of each function with the tables of "Lambda runtimes" in the Lambda developer guide.]],

  remediation = [[
Test the code with a supported runtime. Then:

    aws lambda update-function-configuration --function-name FUNCTION --runtime RUNTIME

With Terraform, in the aws_lambda_function resource:

    runtime = "python3.14"]],

  backout = [[
aws lambda update-function-configuration --function-name FUNCTION --runtime OLD-RUNTIME, while AWS allows updates to that runtime.]],

  references = {
    "https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html",
    "https://docs.aws.amazon.com/securityhub/latest/userguide/lambda-controls.html",
  },

  frameworks = {
    { name = "AWS Security Hub", ids = { "Lambda.2" } },
    { name = "NIST SP 800-53 r5", by_analogy = true, ids = { "CA-9(1)", "CM-2", "SI-2", "SI-2(2)", "SI-2(4)", "SI-2(5)" } },
    { name = "PCI DSS 4.0", by_analogy = true, ids = { "12.3.4" } },
  },

  check = function(f)
    if lambda.is_image(f) then not_applicable() end
    local day = deprecation.day_of(f)
    if days_since(day) >= 0 then
      fail(f, "Runtime", "the runtime {runtime} of function {name} is deprecated since {day}", { runtime = f.Runtime, name = label(f), day = day })
    end
    pass()
  end,
}
