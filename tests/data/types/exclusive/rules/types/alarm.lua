-- two ways to say what an alarm watches: put-metric-alarm with one resets the other
return type {
  name = "Test::CloudWatch::Alarm", noun = "alarm", nouns = "alarms", key = "AlarmArn", label = "AlarmName", regional = true,
  fields = {
    AlarmArn = { kind = "string", tf = "arn" },
    AlarmName = { kind = "string", tf = "alarm_name" },
    AlarmDescription = { kind = "string", tf = "alarm_description" },
    MetricName = { kind = "string", tf = "metric_name" },
    Metrics = { kind = "list", tf = "metric_query", of = { kind = "object", fields = { Expression = { kind = "string", tf = "expression" } } } },
  },
  exclusive = { { "MetricName", "Metrics" } },
  commands = { {
    name = "cloudwatch describe-alarms", at = "MetricAlarms", many = true, lists = "region",
    keys = { "MetricAlarms", "CompositeAlarms", "NextToken" }, more = { "NextToken" },
    gives = { "AlarmArn", "AlarmName", "AlarmDescription", "MetricName", "Metrics" }, permission = "cloudwatch:DescribeAlarms",
  } },
  terraform = { types = { "aws_cloudwatch_metric_alarm" }, provider = "aws", region = "region" },
}
