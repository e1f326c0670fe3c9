-- What the bundled type of a function lacks.
return type {
  extends = "AWS::Lambda::Function",
  fields = {
    TracingConfig = { kind = "object", tf = "tracing_config", tf_block = true, fields = { Mode = { kind = "string", tf = "mode" } } },
  },
  commands = { { name = "lambda list-functions", gives = { "TracingConfig" } } },
}
