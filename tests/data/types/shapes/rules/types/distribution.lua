-- the list and its end are inside an object
return type {
  name = "Test::CloudFront::Distribution", noun = "distribution", nouns = "distributions", key = "Id", scope = "account", label = "Id",
  fields = { Id = { kind = "string", tf = "id" }, Enabled = { kind = "bool", always = true, tf = "enabled" } },
  commands = { {
    name = "cloudfront list-distributions", at = "DistributionList.Items[]", lists = "account", keys = { "DistributionList" },
    more = { "DistributionList.IsTruncated", "DistributionList.NextMarker" }, gives = { "Id", "Enabled" },
    permission = "cloudfront:ListDistributions",
  } },
  terraform = { types = { "aws_cloudfront_distribution" }, provider = "aws" },
}
