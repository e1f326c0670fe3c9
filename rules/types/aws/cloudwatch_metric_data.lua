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
    -- version 1 of the AWS CLI prints times as CloudWatch sends them, in seconds since 1970
    Seconds = { kind = "list", of = { kind = "int" }, cli = "Timestamps" },
    Values = { kind = "list", of = { kind = "int" } },
  },

  commands = {
    {
      name = "cloudwatch get-metric-data", at = "MetricDataResults", many = true, optional = true,
      keys = { "MetricDataResults", "Messages", "NextToken" }, more = { "NextToken" }, permission = "cloudwatch:GetMetricData",
      gives = { "Label", "Timestamps", "Seconds", "Values" },
      collect = {
        each = "AWS::Lambda::Function",
        arguments = {
          "--metric-data-queries",
          '[{"Id":"invocations","Label":"AWS/Lambda Invocations FunctionName={FunctionName} Sum 3600","MetricStat":{"Period":3600,"Stat":"Sum",'
            .. '"Metric":{"Namespace":"AWS/Lambda","MetricName":"Invocations","Dimensions":[{"Name":"FunctionName","Value":"{FunctionName}"}]}}}]',
          "--start-time", "{from}", "--end-time", "{until}",
        },
      },
    },
  },
}
