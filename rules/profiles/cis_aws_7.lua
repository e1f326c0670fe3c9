return profile {
  name = "cis-aws-7.0",
  title = "CIS Amazon Web Services Foundations Benchmark 7.0",
  framework = "CIS AWS Foundations 7.0",
}
