return control {
  id = "repository-not-scanned", title = "Images are not scanned", severity = "low",
  subject = "Test::ECR::Repository", reads = { "Test::ECR::Repository" },
  check = function(r)
    if r.ScanOnPush then fail(r, "ScanOnPush", "images are scanned") end
    pass()
  end,
}
