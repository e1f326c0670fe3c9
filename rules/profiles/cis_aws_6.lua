return profile {
  name = "cis-aws-6.0",
  title = "CIS Amazon Web Services Foundations Benchmark 6.0",
  framework = "CIS AWS Foundations 6.0",
}
