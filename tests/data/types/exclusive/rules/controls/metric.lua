return control {
  id = "alarm-watches-errors", title = "Alarms watch the metric Errors", severity = "low",
  subject = "Test::CloudWatch::Alarm", reads = { "Test::CloudWatch::Alarm" },
  check = function(alarm)
    if alarm.MetricName ~= "Errors" then fail(alarm, "MetricName", "alarm {name} does not watch Errors", { name = label(alarm) }) end
    pass()
  end,
}
