module "a" {
  source = "./modules/a"
}

module "b" {
  for_each = toset(["x", "y.z[0]"])
  source   = "./modules/b"
  name     = each.key
}
