return profile {
  name = "cis-aws-4.0",
  title = "CIS Amazon Web Services Foundations Benchmark 4.0",
  framework = "CIS AWS Foundations 4.0",
}
