module "outer" {
  source  = "./outer"
  logging = false
}
