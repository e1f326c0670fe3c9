-- each Region of an account has one, without a name
return type {
  name = "Test::EC2::EbsEncryptionByDefault", noun = "EBS encryption setting", nouns = "EBS encryption settings",
  singleton = "region",
  fields = {
    Enabled = { kind = "bool", always = true, default = false, cli = "EbsEncryptionByDefault", tf = "enabled" },
    KmsKeyId = { kind = "string" },
  },
  commands = {
    {
      name = "ec2 get-ebs-encryption-by-default", keys = { "EbsEncryptionByDefault", "SseType" },
      any_of = { "EbsEncryptionByDefault" }, gives = { "Enabled" }, permission = "ec2:GetEbsEncryptionByDefault",
    },
    {
      name = "ec2 get-ebs-default-kms-key-id", keys = { "KmsKeyId" }, any_of = { "KmsKeyId" }, gives = { "KmsKeyId" },
      permission = "ec2:GetEbsDefaultKmsKeyId",
    },
  },
  terraform = { types = { "aws_ebs_encryption_by_default" }, provider = "aws", region = "region" },
}
