-- No security group lets everyone in on a port of remote administration.
local security_groups = require "security_groups"

return control {
  id = "aws-ec2-no-public-admin-ports",
  title = "Security groups do not let everyone in on ports of remote administration",
  severity = "high",
  profile_level = 1,
  subject = "AWS::EC2::SecurityGroup",
  reads = { "AWS::EC2::SecurityGroup" },
  params = {
    ports = { default = "22,3389", about = "TCP ports that must not be open to everyone, with commas" },
    udp_ports = { default = "3389", about = "UDP ports that must not be open to everyone, with commas" },
  },

  description = [[
No rule of a security group may let everyone in on TCP port 22 or 3389, or on UDP port 3389. A rule of protocol -1 is one of all ports.
Everyone is 0.0.0.0/0; of IPv6 2000::/3, which contains all public addresses, or a range around it, such as ::/0. Ranges that are everyone
only together, such as 0.0.0.0/1 and 128.0.0.0/1, count, also of several rules. A referenced security group is not everyone. The ranges of a
prefix list are not read, so a rule with one on such a port is unknown.]],

  rationale = [[
Servers whose remote administration everyone reaches are found and attacked within minutes.]],

  impact = [[
Administrators need another way in: Session Manager, EC2 Instance Connect Endpoint, a VPN, or known addresses.]],

  default_value = [[
A security group has no rule for ingress. The default group of a VPC lets its own members in.]],

  prerequisites = {
    { export = "ec2 describe-security-groups", permission = "ec2:DescribeSecurityGroups" },
  },

  test_plan = [[
For each Region, aws ec2 describe-security-groups --region REGION: no element of IpPermissions with port 22 or 3389 between FromPort and
ToPort, or with IpProtocol -1, may have 0.0.0.0/0 in IpRanges or ::/0 in Ipv6Ranges.]],

  remediation = [[
With the AWS CLI:

    aws ec2 revoke-security-group-ingress --region REGION --group-id GROUP --protocol tcp --port 22 --cidr 0.0.0.0/0

With Terraform:

    resource "aws_vpc_security_group_ingress_rule" "ssh" {
      security_group_id = aws_security_group.main.id
      ip_protocol       = "tcp"
      from_port         = 22
      to_port           = 22
      cidr_ipv4         = "10.0.0.0/8"
    }]],

  backout = [[
aws ec2 authorize-security-group-ingress --region REGION --group-id GROUP --protocol tcp --port 22 --cidr 0.0.0.0/0]],

  references = {
    "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html",
    "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html",
    "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html",
    "https://www.cisecurity.org/benchmark/amazon_web_services",
  },

  frameworks = {
    { name = "CIS AWS Foundations 3.0", ids = { "5.2", "5.3" } },
    { name = "CIS AWS Foundations 4.0", ids = { "5.3", "5.4" } },
    { name = "CIS AWS Foundations 5.0", ids = { "5.3", "5.4" } },
    { name = "CIS AWS Foundations 6.0", ids = { "6.3", "6.4" } },
    { name = "CIS AWS Foundations 7.0", ids = { "6.3", "6.4" } },
    { name = "AWS Security Hub", ids = { "EC2.13", "EC2.14", "EC2.53", "EC2.54" } },
    { name = "NIST SP 800-53 r5", by_analogy = true, ids = { "AC-4", "AC-4(21)", "CM-7", "SC-7", "SC-7(4)", "SC-7(5)" } },
    { name = "ISO/IEC 27001:2022", by_analogy = true, ids = { "A.8.20", "A.8.22" } },
  },

  check = function(group, params)
    assert(params.ports ~= "", "a list of ports is numbers with commas")
    local ports = security_groups.ports(params.udp_ports, "udp", security_groups.ports(params.ports, "tcp"))
    security_groups.report_open(group, ports, function(rule, field, port)
      fail(rule, field, "everyone reaches {protocol} port {port} of security group {name}",
        { protocol = string.upper(port.protocol), port = port.number, name = label(group) }, { detail = port.protocol .. port.number })
    end)
    pass()
  end,
}
