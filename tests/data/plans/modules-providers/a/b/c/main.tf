variable "prefix" {
  type = string
}

resource "aws_cloudtrail" "t" {
  for_each       = toset(["a.b", "c[\"d\"]", "module.x"])
  name           = "${var.prefix}-${length(each.key)}"
  s3_bucket_name = "trail-bucket"

  event_selector {
    data_resource {
      type   = "AWS::Lambda::Function"
      values = ["arn:aws:lambda"]
    }
  }
}
