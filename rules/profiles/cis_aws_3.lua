return profile {
  name = "cis-aws-3.0",
  title = "CIS Amazon Web Services Foundations Benchmark 3.0",
  framework = "CIS AWS Foundations 3.0",
}
