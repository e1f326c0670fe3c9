module "vendor" {
  source = "git::file:///tmp/assay-sources/vendor"
  name   = "inner"
}
