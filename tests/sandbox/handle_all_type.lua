-- stopped by: error: is not in the control's reads
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- a type that the control doesn't read
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    account:all("AWS::IAM::User")
  end,
}
