module "vendor" {
  source = "git::file:///tmp/assay-sources/vendor"
  name   = "vendor"
}

module "own" {
  source = "./own"
}
