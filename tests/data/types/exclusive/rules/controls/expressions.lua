return control {
  id = "alarm-has-no-expression", title = "Alarms watch no expression", severity = "low",
  subject = "Test::CloudWatch::Alarm", reads = { "Test::CloudWatch::Alarm" },
  check = function(alarm)
    if len(alarm.Metrics) > 0 then fail(alarm, "Metrics", "alarm {name} watches an expression", { name = label(alarm) }) end
    pass()
  end,
}
