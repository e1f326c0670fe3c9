return control {
  id = "version-urls", title = "URLs are secure", severity = "low",
  subject = "Acme::Lambda::Function", reads = { "Acme::Lambda::Function" },
  check = function(f)
    for url in filter(f.Urls, function(url) return url == "open" end) do fail(f, "Urls", "open") end
    pass()
  end,
}
