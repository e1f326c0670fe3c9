module "plain" {
  source = "./m1"
}

# its function is in us-west-2, where no trail is planned
module "west" {
  source = "./m1"
  trails = 0

  providers = {
    aws = aws.west
  }
}
