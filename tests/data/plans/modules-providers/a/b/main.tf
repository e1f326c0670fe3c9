variable "prefix" {
  type = string
}

module "c" {
  source = "./c"
  prefix = var.prefix
}
