variable "logging" {
  type = bool
}

module "inner" {
  source  = "../inner"
  enabled = var.logging
}
