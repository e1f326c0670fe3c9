-- No data selector of a CloudTrail trail leaves out events by who called.
local narrowing = require "narrowing"

return control {
  id = "aws-cloudtrail-no-narrowed-selectors",
  title = "No data selector of a CloudTrail trail leaves out events by who called",
  severity = "medium",
  profile_level = 2,
  subject = "AWS::CloudTrail::Trail",
  reads = { "AWS::CloudTrail::Trail" },

  description = [[
A selector for data events can have conditions on the caller (userIdentity.arn) and on console sessions (sessionCredentialFromConsole).
This control requires that no trail leaves out events by such a condition. A condition is accepted if the other selectors of the trail
record what it leaves out.]],

  rationale = [[
A role that is excluded because it is busy can read and change data without a record, and so can whoever obtains its credentials. The
trail still appears as logging and selects the type of events.]],

  impact = [[
CloudTrail charges for each data event that it records; the events of excluded roles are often many.]],

  default_value = [[
Selectors have no such conditions.]],

  prerequisites = {
    { export = "cloudtrail describe-trails", permission = "cloudtrail:DescribeTrails" },
    { export = "cloudtrail get-event-selectors", permission = "cloudtrail:GetEventSelectors" },
  },

  test_plan = [[
For each trail: aws cloudtrail get-event-selectors --trail-name ARN; no advanced selector with eventCategory Data may have a field selector
with the field userIdentity.arn or sessionCredentialFromConsole, unless other selectors of the trail select the same events without it.]],

  remediation = [[
Remove the field selectors from the trail's advanced event selectors, and write all of its selectors again:
aws cloudtrail put-event-selectors --trail-name TRAIL --region HOME-REGION --advanced-event-selectors file://selectors.json]],

  backout = [[
Restore the selectors that get-event-selectors printed before the change.]],

  references = {
    "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/filtering-data-events.html",
    "https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_AdvancedFieldSelector.html",
  },

  frameworks = {
    { name = "NIST SP 800-53 r5", by_analogy = true, ids = { "AU-2", "AU-10", "AU-12" } },
  },

  check = function(trail)
    for _, one in ipairs(narrowing.of(trail)) do
      fail(one.handle, one.name, "an event selector of trail {name} leaves out data events by {field}, and no other selector of the trail records them",
        { name = label(trail), field = one.field }, { counterexample = one.facts })
    end
    pass()
  end,
}
