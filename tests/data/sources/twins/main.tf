variable "types" {
  default = ["ReadOnly", "WriteOnly"]
}

resource "aws_cloudtrail" "twins" {
  name           = "twins"
  s3_bucket_name = "logs"

  event_selector {
    read_write_type = var.types[0]
  }

  event_selector {
    read_write_type = var.types[1]
  }
}

resource "aws_cloudtrail" "half" {
  name           = "half"
  s3_bucket_name = "logs"

  event_selector {
    read_write_type = var.types[0]
  }

  event_selector {
    read_write_type = "WriteOnly"
  }
}
