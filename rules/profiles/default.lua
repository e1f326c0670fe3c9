-- What runs without a choice of controls. It stays as it is, so that pipelines keep their results when controls are added.
return profile {
  name = "default",
  title = "What runs without a choice of controls",
  controls = { "aws-cloudtrail-lambda-invocations" },
}
