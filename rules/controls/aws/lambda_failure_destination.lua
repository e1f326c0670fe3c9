-- Lambda functions keep events that they fail to process.
local failed_events = require "failed_events"

return control {
  id = "aws-lambda-failure-destination",
  title = "Lambda functions have a dead-letter queue or a destination for failed events",
  severity = "low",
  profile_level = 2,
  subject = "AWS::Lambda::Function",
  reads = { "AWS::Lambda::Function" },

  description = [[
Lambda retries an asynchronous invocation that fails, and then discards its event. This control requires that each function has a
dead-letter queue, or a destination for failed events in its configuration of asynchronous invocations. Destinations of versions and
aliases do not count for the function, and neither do destinations for successful events.]],

  rationale = [[
A discarded event is lost: a payment, an alarm or a record of an audit trail was not processed, and nothing shows which. A queue or
destination keeps it for analysis and for another attempt.]],

  impact = [[
The queue or topic costs little. Its messages contain the events, so it needs the same protection as their source. The role of the
function needs permission to send to it.]],

  default_value = [[
No dead-letter queue and no destinations.]],

  prerequisites = {
    { export = "lambda list-functions", permission = "lambda:ListFunctions" },
    { export = "lambda get-function-event-invoke-config", permission = "lambda:GetFunctionEventInvokeConfig" },
  },

  test_plan = [[
1. For each Region: aws lambda list-functions --region REGION. A function with DeadLetterConfig.TargetArn passes.
2. For each other function: aws lambda get-function-event-invoke-config --function-name FUNCTION prints a
   DestinationConfig.OnFailure.Destination. The error ResourceNotFoundException ("doesn't have an EventInvokeConfig") means that it has none.]],

  remediation = [[
With the AWS CLI, one of:

    aws lambda put-function-event-invoke-config --function-name FUNCTION --destination-config '{"OnFailure": {"Destination": "ARN"}}'
    aws lambda update-function-configuration --function-name FUNCTION --dead-letter-config TargetArn=ARN

With Terraform:

    resource "aws_lambda_function_event_invoke_config" "f" {
      function_name = aws_lambda_function.f.function_name
      destination_config {
        on_failure {
          destination = aws_sqs_queue.failed.arn
        }
      }
    }

The role of the function needs sqs:SendMessage, sns:Publish, lambda:InvokeFunction, events:PutEvents or s3:PutObject for the target.]],

  backout = [[
aws lambda delete-function-event-invoke-config --function-name FUNCTION, or
aws lambda update-function-configuration --function-name FUNCTION --dead-letter-config TargetArn=]],

  references = {
    "https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html",
    "https://docs.aws.amazon.com/lambda/latest/api/API_GetFunctionEventInvokeConfig.html",
  },

  frameworks = {
    { name = "NIST SP 800-53 r5", by_analogy = true, ids = { "SI-11", "CP-10(2)" } },
  },

  check = function(f)
    if not failed_events.are_kept(f) then
      fail(f, "DeadLetterConfig", "function {name} has no dead-letter queue and no destination for failed events", { name = label(f) })
    end
    pass()
  end,
}
