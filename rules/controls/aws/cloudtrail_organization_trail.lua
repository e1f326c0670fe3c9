-- A multi-Region organization trail is active.
local cloudtrail = require "cloudtrail"

local function is_of_organization(trail) return trail.IsOrganizationTrail end

local function is_required(trail)
  return trail.IsOrganizationTrail and trail.IsMultiRegionTrail and cloudtrail.is_active(trail)
end

return control {
  id = "aws-cloudtrail-organization-trail",
  title = "A multi-Region organization trail is active",
  severity = "medium",
  profile_level = 1,
  subject = "account",
  reads = { "AWS::CloudTrail::Trail" },

  description = [[
An organization trail records the events of all accounts of an organization in one bucket. This control requires that an active one
covers each account, in all Regions.]],

  rationale = [[
Members can't stop or change an organization trail. New accounts are recorded from their first day, and the log files are out of reach of
an account that is compromised.]],

  impact = [[
If a member has a trail of its own, AWS charges for its copy of the management events.]],

  default_value = [[
An organization has no trail.]],

  prerequisites = {
    { export = "cloudtrail describe-trails", permission = "cloudtrail:DescribeTrails" },
    { export = "cloudtrail get-trail-status", permission = "cloudtrail:GetTrailStatus" },
  },

  test_plan = [[
1. In each account: aws cloudtrail describe-trails; a trail must have IsOrganizationTrail and IsMultiRegionTrail.
2. In the management account or a delegated administrator, in the trail's home Region: aws cloudtrail get-trail-status --name ARN;
   IsLogging must be true. A member account can't read it.]],

  remediation = [[
In the management account or a delegated administrator:
aws cloudtrail create-trail --name TRAIL --s3-bucket-name BUCKET --is-organization-trail --is-multi-region-trail
aws cloudtrail start-logging --name TRAIL
With Terraform, in the aws_cloudtrail resource: is_organization_trail = true and is_multi_region_trail = true.]],

  backout = [[
aws cloudtrail stop-logging --name TRAIL, or aws cloudtrail delete-trail --name TRAIL]],

  references = {
    "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/creating-trail-organization.html",
  },

  frameworks = {
    { name = "AWS Well-Architected", by_analogy = true, ids = { "SEC04-BP01" } },
    { name = "NIST SP 800-53 r5", by_analogy = true, ids = { "AU-6(4)", "AU-9", "AU-12(1)" } },
  },

  check = function(account)
    local trails = account:all("AWS::CloudTrail::Trail")
    if any(trails, is_required) then pass() end
    -- trails of the account in a plan do not show that no other state has the organization's
    local all = account:all("AWS::CloudTrail::Trail", { other_states = len(trails) > 0 })
    if none(all, is_of_organization) then fail(trails, nil, "the account has no organization trail", {}) end
    for trail in filter(trails, is_of_organization) do
      if not trail.IsMultiRegionTrail then
        fail(trail, "IsMultiRegionTrail", "organization trail {name} records its home Region only", { name = label(trail) })
      else
        fail(trail, "IsLogging", "organization trail {name} is not logging, or CloudTrail's API would refuse it as planned", { name = label(trail) })
      end
    end
  end,
}
