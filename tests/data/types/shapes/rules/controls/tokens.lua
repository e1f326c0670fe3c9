return control {
  id = "instance-tokens", title = "Instances require tokens", severity = "high",
  subject = "region", reads = { "Test::EC2::Instance" },
  check = function(region)
    for instance in each(region:all("Test::EC2::Instance", { closed_world = true })) do
      if instance.HttpTokens ~= "required" then fail(instance, "HttpTokens", "no token") end
      for group in each(instance.Groups) do
        if group == "sg-open" then fail(instance, "Groups", "an open group") end
      end
    end
    pass()
  end,
}
