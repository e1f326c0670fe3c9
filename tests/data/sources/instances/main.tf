locals {
  trails = { "one" = true, "two \"quoted\"" = false }
}

resource "aws_cloudtrail" "each" {
  for_each       = local.trails
  name           = "each-${substr(each.key, 0, 3)}"
  s3_bucket_name = "logs"
  enable_logging = each.value
}

resource "aws_cloudtrail" "counted" {
  count          = 2
  name           = "counted-${count.index}"
  s3_bucket_name = "logs"
  event_selector {
    read_write_type = count.index == 0 ? "ReadOnly" : "WriteOnly"
  }
}
