return control {
  id = "recorder-records-all", title = "Recorders record all types", severity = "high",
  subject = "Test::Config::ConfigurationRecorder", reads = { "Test::Config::ConfigurationRecorder" },
  params = { status = { default = false, about = "judge the status, too" } },
  check = function(recorder, params)
    if not recorder.RecordingGroup.AllSupported then
      fail(recorder, "RecordingGroup", "recorder {name} does not record all types", { name = recorder.Name })
    elseif params.status and not recorder.Recording then
      fail(recorder, "Recording", "recorder {name} is off", { name = recorder.Name })
    end
    pass()
  end,
}
