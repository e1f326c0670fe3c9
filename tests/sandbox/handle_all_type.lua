-- stopped by: error: is not in the control's reads
-- costs: 1 k instructions, 21 KiB held, 34 KiB allocated
-- a type that the control doesn't read
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    account:all("AWS::IAM::User")
  end,
}
