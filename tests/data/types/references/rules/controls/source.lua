-- refers of a field whose type names no source for it, and of one that is known
return control {
  id = "rule-source", title = "Rules have a source", severity = "low",
  subject = "AWS::EC2::SecurityGroupRule", reads = { "AWS::EC2::SecurityGroup", "AWS::EC2::SecurityGroupRule" },
  check = function(rule)
    if refers(rule, "CidrIpv4") then fail(rule, "CidrIpv4", "comes from a resource") end
    pass()
  end,
}
