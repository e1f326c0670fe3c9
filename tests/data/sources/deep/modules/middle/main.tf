module "inner" {
  count  = 2
  source = "../inner"
}
