-- stopped by: pass
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- an environment that is a text gives its methods and nothing else
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local check, leave = assert, pass
    do
      local _ENV = "x"
      check(rep and sub and not load and not try and not __index)
    end
    leave()
  end,
}
