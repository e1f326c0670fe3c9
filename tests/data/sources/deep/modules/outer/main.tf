module "middle" {
  source = "./../middle/"
}
