-- The password policy of each account asks for long passwords that are not used again.
local requirements = require "requirements"

return control {
  id = "aws-iam-password-policy",
  title = "IAM password policy asks for long passwords and prevents reuse",
  severity = "medium",
  profile_level = 1,
  subject = "account",
  reads = { "AWS::IAM::PasswordPolicy" },

  params = {
    minimum_length = { default = 14, about = "the least length that a password must have" },
    reuse_prevention = { default = 24, about = "how many earlier passwords can't be used again; 0: any number" },
  },

  description = [[
The password policy of an account applies to all of its IAM users. This control requires that a password has 14 characters or more, and
that none of the last 24 passwords of a user can be used again. An account without a policy of its own fails.]],

  rationale = [[
Short passwords can be guessed, and passwords that come back may be known from an earlier leak.]],

  impact = [[
The policy applies when a user changes the password next. Existing passwords stay valid.]],

  default_value = [[
An account has no policy of its own. AWS then asks for 8 characters, and for another password than the current one.]],

  prerequisites = {
    { export = "iam get-account-password-policy", permission = "iam:GetAccountPasswordPolicy" },
  },

  test_plan = [[
aws iam get-account-password-policy. MinimumPasswordLength must be 14 or more, PasswordReusePrevention 24. NoSuchEntity: the account has
no policy.]],

  remediation = [[
With the AWS CLI (options that are left out get their defaults, so name those that are set today as well):

    aws iam update-account-password-policy --minimum-password-length 14 --password-reuse-prevention 24

With Terraform:

    resource "aws_iam_account_password_policy" "account" {
      minimum_password_length   = 14
      password_reuse_prevention = 24
    }]],

  backout = [[
Restore the values that get-account-password-policy printed before the change, or: aws iam delete-account-password-policy]],

  references = {
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_passwords_account-policy.html",
    "https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountPasswordPolicy.html",
    "https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html",
    "https://www.cisecurity.org/benchmark/amazon_web_services",
  },

  frameworks = {
    { name = "CIS AWS Foundations 3.0", ids = { "1.8", "1.9" } },
    { name = "CIS AWS Foundations 4.0", ids = { "1.8", "1.9" } },
    { name = "CIS AWS Foundations 5.0", ids = { "1.7", "1.8" } },
    { name = "CIS AWS Foundations 6.0", ids = { "2.7", "2.8" } },
    { name = "CIS AWS Foundations 7.0", ids = { "2.8", "2.9" } },
    { name = "AWS Security Hub", ids = { "IAM.15", "IAM.16" } },
    { name = "NIST SP 800-53 r5", by_analogy = true, ids = { "IA-5", "IA-5(1)" } },
    { name = "ISO/IEC 27001:2022", by_analogy = true, ids = { "A.5.17" } },
  },

  check = function(account, params)
    -- each account has one, whether anything is set or not
    local policy = find(account:all("AWS::IAM::PasswordPolicy"), function() return true end)
    local function holds(what)
      if what == "exists" then return policy.MinimumPasswordLength ~= nil end
      if what == "length" then
        local length = policy.MinimumPasswordLength
        return length == nil or length >= params.minimum_length
      end
      return params.reuse_prevention == 0 or (policy.PasswordReusePrevention or 0) >= params.reuse_prevention
    end
    for _, what in ipairs(requirements.failed({ "exists", "length", "reuse" }, holds)) do
      if what == "exists" then
        fail(policy, nil, "the account has no password policy of its own", {}, { detail = "none" })
        pass() -- survives: the message is that of the first fail
      elseif what == "length" then
        fail(policy, "MinimumPasswordLength", "the password policy asks for {length} characters only",
          { length = policy.MinimumPasswordLength }, { detail = "length" })
      else
        fail(policy, "PasswordReusePrevention", "the password policy prevents the reuse of {n} passwords only",
          { n = policy.PasswordReusePrevention or 0 }, { detail = "reuse" })
      end
    end
    pass()
  end,
}
