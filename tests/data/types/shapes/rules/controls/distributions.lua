return control {
  id = "distributions-on", title = "Distributions are on", severity = "low",
  subject = "account", reads = { "Test::CloudFront::Distribution" },
  check = function(account)
    if any(account:all("Test::CloudFront::Distribution"), function(d) return not d.Enabled end) then fail(account, nil, "off") end
    pass()
  end,
}
