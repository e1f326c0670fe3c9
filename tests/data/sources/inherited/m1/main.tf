variable "trails" {
  default = 1
}

module "m2" {
  source = "./m2"
  trails = var.trails
}
