return control {
  id = "group-has-rule", title = "Security groups have a rule", severity = "low",
  subject = "Test::EC2::SecurityGroup", reads = { "Test::EC2::SecurityGroup", "Test::EC2::SecurityGroupRule" },
  check = function(group)
    local ruled = any(home(group):all("Test::EC2::SecurityGroupRule", { closed_world = true }), function(rule)
      local of = refers(rule, "GroupId")
      if of then return of == group end
      return rule.GroupId == group.GroupId
    end)
    if not ruled then fail(group, nil, "{name} has no rule", { name = group.GroupName }) end
    pass()
  end,
}
