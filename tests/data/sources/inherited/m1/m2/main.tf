variable "trails" {
  default = 1
}

module "m3" {
  source = "./m3"
  trails = var.trails
}
