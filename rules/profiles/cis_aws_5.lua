return profile {
  name = "cis-aws-5.0",
  title = "CIS Amazon Web Services Foundations Benchmark 5.0",
  framework = "CIS AWS Foundations 5.0",
}
