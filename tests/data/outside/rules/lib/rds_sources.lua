-- rds_sources: what a new instance is made from.
--
--   rds_sources.require_none(instance)   -- ends the check with *unknown* if it is a replica or restored from a snapshot
local rds_sources = {}

function rds_sources.require_none(instance)
  for _, field in ipairs { "SourceDBInstanceIdentifier", "DBSnapshotIdentifier" } do
    if instance[field] then undecided(ambiguous(instance, field, "the source of the instance decides if its storage is encrypted")) end
  end
end

return rds_sources
