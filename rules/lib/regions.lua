-- regions: AWS partitions and their Regions.
--
--   regions.partition("us-gov-west-1")   -- "aws-us-gov"
--   regions.names("aws-cn")              -- { "cn-north-1", "cn-northwest-1" }
-- Source: the endpoint data that the AWS SDKs ship (botocore's partitions.json), as of 2026-11.
local regions = {}

local by_partition = {
  { "aws", {
    "us-east-1", "us-east-2", "us-west-1", "us-west-2", "af-south-1", "ap-east-1", "ap-east-2", "ap-northeast-1",
    "ap-northeast-2", "ap-northeast-3", "ap-south-1", "ap-south-2", "ap-southeast-1", "ap-southeast-2",
    "ap-southeast-3", "ap-southeast-4", "ap-southeast-5", "ap-southeast-6", "ap-southeast-7", "ca-central-1",
    "ca-west-1", "eu-central-1", "eu-central-2", "eu-north-1", "eu-south-1", "eu-south-2", "eu-west-1", "eu-west-2",
    "eu-west-3", "il-central-1", "me-central-1", "me-south-1", "mx-central-1", "sa-east-1",
  } },
  { "aws-us-gov", { "us-gov-west-1", "us-gov-east-1" } },
  { "aws-cn", { "cn-north-1", "cn-northwest-1" } },
  { "aws-eusc", { "eusc-de-east-1" } },
  { "aws-iso", { "us-iso-east-1", "us-iso-west-1" } },
  { "aws-iso-b", { "us-isob-east-1", "us-isob-west-1" } },
  { "aws-iso-e", { "eu-isoe-west-1" } },
  { "aws-iso-f", { "us-isof-east-1", "us-isof-south-1" } },
}

-- the prefixes of the names of a partition's Regions; any other name belongs to "aws"
local heads = {
  { "us-gov-", "aws-us-gov" }, { "cn-", "aws-cn" }, { "eusc-", "aws-eusc" }, { "us-iso-", "aws-iso" },
  { "us-isob-", "aws-iso-b" }, { "eu-isoe-", "aws-iso-e" }, { "us-isof-", "aws-iso-f" },
}

-- the partition of a Region
function regions.partition(name)
  for _, head in ipairs(heads) do
    if string.sub(name, 1, #head[1]) == head[1] then return head[2] end
  end
  return "aws"
end

-- the Regions of a partition, in a fixed order; of all partitions where none is given
function regions.names(partition)
  local names = {}
  for _, entry in ipairs(by_partition) do
    if partition == nil or entry[1] == partition then
      for _, name in ipairs(entry[2]) do names[#names + 1] = name end
    end
  end
  return names
end

return regions
