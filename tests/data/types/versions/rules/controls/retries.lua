return control {
  id = "version-retries", title = "Functions are retried", severity = "low",
  subject = "Acme::Lambda::Function", reads = { "Acme::Lambda::Function" },
  check = function(f)
    if f.MaximumRetryAttempts == 0 then fail(f, "MaximumRetryAttempts", "no retries") end
    pass()
  end,
}
