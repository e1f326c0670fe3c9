return control {
  id = "distributions-on", title = "Distributions are on", severity = "low",
  subject = "account", reads = { "AWS::CloudFront::Distribution" },
  check = function(account)
    if any(account:all("AWS::CloudFront::Distribution"), function(d) return not d.Enabled end) then fail(account, nil, "off") end
    pass()
  end,
}
