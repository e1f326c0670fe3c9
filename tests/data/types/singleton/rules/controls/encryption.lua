return control {
  id = "ebs-encrypted", title = "EBS encrypts by default", severity = "high",
  subject = "Test::EC2::EbsEncryptionByDefault", reads = { "Test::EC2::EbsEncryptionByDefault" },
  params = { key = { default = "any", about = "the key that must be the default" } },
  check = function(setting, params)
    if not setting.Enabled then fail(setting, "Enabled", "not encrypted") end
    if params.key ~= "any" and setting.KmsKeyId ~= params.key then fail(setting, "KmsKeyId", "another key") end
    pass()
  end,
}
