return control {
  id = "no-public-ssh", title = "No security group lets everyone in on port 22", severity = "high",
  subject = "Test::EC2::SecurityGroup", reads = { "Test::EC2::SecurityGroup" },
  check = function(group)
    local open = find(group.IpPermissions, function(rule)
      return rule.FromPort <= 22 and rule.ToPort >= 22 and any(rule.IpRanges, function(cidr) return cidr == "0.0.0.0/0" end)
    end)
    if open then fail(open, "IpRanges", "everyone reaches port 22 of {name}", { name = group.GroupName }) end
    pass()
  end,
}
