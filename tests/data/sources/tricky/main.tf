/*
resource "aws_cloudtrail" "audit" {
  enable_logging = true
}
*/

locals {
  text = <<EOT
resource "aws_cloudtrail" "audit" {
  enable_logging = true
EOT
  more = <<-EOT
    } # "${jsonencode({ "a" = "}" })}
    %{if true}resource%{endif}
    EOT
  odd = "resource \"aws_cloudtrail\" \"audit\" { ${"}"}"
}

resource "aws_cloudtrail" "audit" { # { enable_logging = true
  name           = "au${"d"}it" // "
  s3_bucket_name = "logs"

  tags = {
    "enable_logging" = "true"
    Text             = <<EOT
enable_logging = true
EOT
  }
  enable_logging = false # enable_logging = true
  event_selector {
    # read_write_type = "All"
    read_write_type = "ReadOnly" /* read_write_type = "All" */
  }
}

resource "aws_cloudtrail" "one_line" {
  name           = "one"
  s3_bucket_name = "logs"
  event_selector { read_write_type = "WriteOnly" }
}
