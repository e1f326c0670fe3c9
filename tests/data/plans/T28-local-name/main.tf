# what the module calls the provider is its own affair
module "a" {
  source = "./a"
}
