-- refers of a field whose type names no source for it, and of one that is known
return control {
  id = "rule-source", title = "Rules have a source", severity = "low",
  subject = "Test::EC2::SecurityGroupRule", reads = { "Test::EC2::SecurityGroup", "Test::EC2::SecurityGroupRule" },
  check = function(rule)
    if refers(rule, "CidrIpv4") then fail(rule, "CidrIpv4", "comes from a resource") end
    pass()
  end,
}
