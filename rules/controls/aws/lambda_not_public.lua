-- Policies of Lambda functions allow no public access.
local function_policies = require "function_policies"

return control {
  id = "aws-lambda-not-public",
  title = "Policies of Lambda functions allow no public access",
  severity = "critical",
  profile_level = 1,
  subject = "AWS::Lambda::Function",
  reads = { "AWS::Lambda::Function" },

  params = {
    strict_services = { default = false, about = "fail a service principal without a condition on the source's account or ARN" },
  },

  description = [[
This control requires that no statement of the policy of a function allows everyone ("*") without a condition that limits it: on
aws:SourceAccount, aws:PrincipalOrgID, aws:SourceArn with an account, or lambda:FunctionUrlAuthType AWS_IAM. Conditions with wildcards or
variables in these values do not limit. Of a service principal without a condition on the source's account or ARN, which any customer of
the service could use, the result has a note; with strict_services it fails, as Security Hub's Lambda.1 does for Amazon S3.
The policies of versions and aliases are read from plans only.]],

  rationale = [[
A policy with the principal "*" lets every AWS account, or with a URL everyone, run the function, read its code or change it.]],

  impact = [[
Callers from other accounts need a statement that names them. Public websites need API Gateway or CloudFront in front of the function.]],

  default_value = [[
A function has no policy: only principals of its account can use it.]],

  prerequisites = {
    { export = "lambda list-functions", permission = "lambda:ListFunctions" },
    { export = "lambda get-policy", permission = "lambda:GetPolicy" },
  },

  test_plan = [[
1. For each Region: aws lambda list-functions --region REGION
2. For each function: aws lambda get-policy --function-name FUNCTION. No statement with Effect Allow has the principal "*" or {"AWS": "*"},
   unless a condition limits it. The error "The resource you requested does not exist" means that the function has no policy.]],

  remediation = [[
Remove the statement, and add one that names the caller:

    aws lambda remove-permission --function-name FUNCTION --statement-id SID
    aws lambda add-permission --function-name FUNCTION --statement-id SID --action lambda:InvokeFunction \
      --principal s3.amazonaws.com --source-account ACCOUNT --source-arn ARN

With Terraform, in the aws_lambda_permission resource:

    principal      = "s3.amazonaws.com"
    source_account = "111122223333"
    source_arn     = aws_s3_bucket.b.arn]],

  backout = [[
Add the statement that get-policy printed before the change: aws lambda add-permission.]],

  references = {
    "https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html",
    "https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html",
    "https://docs.aws.amazon.com/securityhub/latest/userguide/lambda-controls.html",
  },

  frameworks = {
    { name = "AWS Security Hub", ids = { "Lambda.1" } },
    { name = "NIST SP 800-53 r5", by_analogy = true, ids = {
      "AC-21", "AC-3", "AC-3(7)", "AC-4", "AC-4(21)", "AC-6", "SC-7", "SC-7(3)", "SC-7(4)", "SC-7(9)", "SC-7(11)", "SC-7(16)", "SC-7(20)", "SC-7(21)",
    } },
    { name = "PCI DSS 4.0", by_analogy = true, ids = { "7.2.1" } },
  },

  check = function(f, params)
    local policy = f.Policy
    if not policy then pass() end
    for s in filter(policy.Statement, function_policies.is_public) do
      fail(s, "Principal", "a statement of the policy of function {name} allows everyone", { name = label(f) })
    end
    for s in filter(policy.Statement, function_policies.is_open_service) do
      if params.strict_services then
        fail(s, "Principal", "a statement of the policy of function {name} allows a service without a condition on the source", { name = label(f) })
      else
        note(s, "Principal", "a statement of the policy of function {name} allows a service without a condition on the source's account or ARN", { name = label(f) })
      end
    end
    function_policies.require_own(policy.Statement)
    pass()
  end,
}
