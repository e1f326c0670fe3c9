module "trail" {
  source = "./trail"

  name    = "audit"
  logging = false
}
