module "a" {
  source = "./trail"
  name   = "audit-a"
}

module "b" {
  source = "./trail"
  name   = "audit-b"
}
