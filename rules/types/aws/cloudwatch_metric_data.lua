-- Values of a metric, as one query of GetMetricData returns them. Not a resource of AWS: a metric is known by the label that the query
-- gives it.
-- Source: the CloudWatch API model (GetMetricData: MetricDataResult).

return type {
  name  = "AWS::CloudWatch::MetricData",
  noun  = "metric",
  nouns = "metrics",
  key   = "Label",
  scope = "region",
  label = "Label",

  fields = {
    Label = { kind = "string" },
    Timestamps = { kind = "list", of = { kind = "string" } },
    Values = { kind = "list", of = { kind = "int" } },
  },

  commands = {
    {
      name = "cloudwatch get-metric-data", at = "MetricDataResults", many = true, optional = true,
      keys = { "MetricDataResults", "Messages", "NextToken" }, more = { "NextToken" }, permission = "cloudwatch:GetMetricData",
      gives = { "Label", "Timestamps", "Values" },
    },
  },
}
