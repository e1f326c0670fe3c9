variable "name" {}

module "trail" {
  source = "./trail"
  name   = var.name
}
