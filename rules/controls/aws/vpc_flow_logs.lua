-- Each VPC has an active flow log.
local flow_logs = require "flow_logs"

return control {
  id = "aws-vpc-flow-logs",
  title = "VPCs have an active flow log",
  severity = "medium",
  profile_level = 2,
  subject = "AWS::EC2::VPC",
  reads = { "AWS::EC2::VPC", "AWS::EC2::FlowLog" },

  description = [[
A flow log records which IP addresses sent traffic to a VPC, and whether it was accepted. This control requires that each VPC has a flow
log of its own that is active and whose last delivery did not fail. A flow log of a subnet or network interface does not count. Any type
of traffic counts; a note says if only accepted or rejected traffic is recorded. A VPC of another account that shares its subnets is not
applicable: only its owner can create and show its flow logs.]],

  rationale = [[
Flow logs show traffic to unknown addresses, scans and data that leaves the network, also where no host records it.]],

  impact = [[
CloudWatch Logs, S3 or Firehose charge for the volume that is delivered.]],

  default_value = [[
A VPC has no flow log.]],

  prerequisites = {
    { export = "ec2 describe-vpcs", permission = "ec2:DescribeVpcs" },
    { export = "ec2 describe-flow-logs", permission = "ec2:DescribeFlowLogs" },
  },

  test_plan = [[
For each Region:
1. aws ec2 describe-vpcs --region REGION
2. aws ec2 describe-flow-logs --region REGION: for each VPC, a flow log with its VpcId as ResourceId must have FlowLogStatus ACTIVE and a
   DeliverLogsStatus other than FAILED.]],

  remediation = [[
With the AWS CLI:

    aws ec2 create-flow-logs --region REGION --resource-type VPC --resource-ids VPC --traffic-type ALL \
      --log-destination-type s3 --log-destination arn:aws:s3:::BUCKET

With Terraform:

    resource "aws_flow_log" "main" {
      vpc_id               = aws_vpc.main.id
      traffic_type         = "ALL"
      log_destination_type = "s3"
      log_destination      = aws_s3_bucket.flow_logs.arn
    }]],

  backout = [[
aws ec2 delete-flow-logs --region REGION --flow-log-ids FLOW-LOG]],

  references = {
    "https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs.html",
    "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_FlowLog.html",
    "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html",
    "https://www.cisecurity.org/benchmark/amazon_web_services",
  },

  frameworks = {
    { name = "CIS AWS Foundations 3.0", ids = { "3.7" } },
    { name = "CIS AWS Foundations 4.0", ids = { "3.7" } },
    { name = "CIS AWS Foundations 5.0", ids = { "3.7" } },
    { name = "CIS AWS Foundations 6.0", ids = { "4.7" } },
    { name = "CIS AWS Foundations 7.0", ids = { "4.7" } },
    { name = "AWS Security Hub", ids = { "EC2.6" } },
    { name = "NIST SP 800-53 r5", by_analogy = true, ids = { "AC-4(26)", "AU-2", "AU-3", "AU-6(3)", "AU-12", "CA-7", "SI-7(8)" } },
    { name = "ISO/IEC 27001:2022", by_analogy = true, ids = { "A.8.15", "A.8.16" } },
  },

  check = function(vpc)
    local logs = flow_logs.of_region(vpc)
    if any(logs, function(log) return flow_logs.is_delivered(log, vpc) end) then
      flow_logs.note_partial(logs, vpc)
      pass()
    end
    if flow_logs.is_shared(vpc) then not_applicable() end
    local failing = find(logs, function(log) return flow_logs.is_active(log, vpc) end)
    if failing then
      fail(failing, "DeliverLogsStatus", "the flow log of VPC {name} is active, but its last delivery failed", { name = label(vpc) }, { detail = "delivery" })
    else
      fail(vpc, nil, "VPC {name} has no active flow log", { name = label(vpc) }, { detail = "none" })
    end
  end,
}
