local rds_sources = require "rds_sources"

return control {
  id = "rds-encrypted", title = "RDS instances encrypt their storage", severity = "medium",
  subject = "AWS::RDS::DBInstance", reads = { "AWS::RDS::DBInstance" },
  description = [[The storage of each DB instance is encrypted.]],
  remediation = [[Copy a snapshot with a KMS key, and restore the instance from the copy.]],
  check = function(instance)
    local encrypted = instance.StorageEncrypted
    if encrypted then pass() end
    if encrypted == nil then rds_sources.require_none(instance) end
    fail(instance, "StorageEncrypted", "the storage of DB instance {name} is not encrypted", { name = label(instance) })
  end,
}
