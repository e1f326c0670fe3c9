-- stopped by: error: Did you mean 'Name'?
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- a misspelt field
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local thing for t in each(account:all("Test::Thing")) do thing = t.Nam end
  end,
}
