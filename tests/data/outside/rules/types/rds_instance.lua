-- An instance of RDS. Sources: the RDS API model (DescribeDBInstances), the Terraform provider's aws_db_instance.
return type {
  name = "AWS::RDS::DBInstance", noun = "DB instance", nouns = "DB instances",
  key = "DBInstanceArn", label = "DBInstanceIdentifier", regional = true,
  fields = {
    DBInstanceArn = { kind = "string", tf = "arn" },
    DBInstanceIdentifier = { kind = "string", always = true, tf = "identifier" },
    StorageEncrypted = { kind = "bool", always = true, tf = "storage_encrypted" },
    -- what a new instance is made from decides its encryption; exports show the encryption itself
    SourceDBInstanceIdentifier = { kind = "string", cli = false, tf = "replicate_source_db" },
    DBSnapshotIdentifier = { kind = "string", cli = false, tf = "snapshot_identifier" },
  },
  commands = { {
    name = "rds describe-db-instances", at = "DBInstances", many = true, lists = "region", keys = { "DBInstances", "Marker" }, more = { "Marker" },
    gives = { "DBInstanceArn", "DBInstanceIdentifier", "StorageEncrypted" },
    permission = "rds:DescribeDBInstances",
  } },
  terraform = { types = { "aws_db_instance" }, provider = "aws", region = "region" },
}
