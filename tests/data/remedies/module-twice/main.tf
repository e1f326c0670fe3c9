module "a" {
  source = "./trail"
  name   = "a"
}

module "b" {
  source = "./trail"
  name   = "b"
}
