return type {
  name = "Test::S3::AccountPublicAccessBlock", noun = "public access block", nouns = "public access blocks", singleton = "account",
  fields = { Block = { kind = "object", cli = "PublicAccessBlockConfiguration", tf = ".", fields = {
    BlockPublicAcls = { kind = "bool", always = true, default = false, tf = "block_public_acls" },
  } } },
  commands = { {
    name = "s3control get-public-access-block", keys = { "PublicAccessBlockConfiguration" },
    any_of = { "PublicAccessBlockConfiguration" }, gives = { "Block" }, whole = { "account-id" },
    absent = { errors = { "NoSuchPublicAccessBlockConfiguration" } }, arguments = "--account-id {account}",
    file = "get-public-access-block.account.json", permission = "s3:GetAccountPublicAccessBlock",
  } },
  terraform = { types = { "aws_s3_account_public_access_block" }, provider = "aws" },
}
