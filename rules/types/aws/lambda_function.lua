-- A Lambda function.
-- Sources: CloudFormation's AWS::Lambda::Function (registry schema), the Lambda API model
-- (ListFunctions: FunctionConfiguration, GetFunctionCodeSigningConfig, GetFunctionEventInvokeConfig, GetPolicy,
-- ListFunctionUrlConfigs), the Terraform provider's aws_lambda_function, aws_lambda_function_event_invoke_config,
-- aws_lambda_permission and aws_lambda_function_url.

-- of statements, which aws_lambda_permission writes as attributes of its own
local function permission(tf, newer)
  return { kind = "string", tf = { aws_lambda_permission = tf }, tf_newer = newer }
end

local function names(tf)
  return { kind = "list", single = true, of = { kind = "string" }, tf = { aws_lambda_permission = tf } }
end

local function principal(tf)
  local any = { kind = "list", single = true, of = { kind = "string" } }
  return { kind = "object", text = "AWS", tf = { aws_lambda_permission = tf }, fields = {
    AWS = any, Service = any, Federated = any, CanonicalUser = any,
  } }
end

return type {
  name  = "AWS::Lambda::Function",
  noun  = "function",
  nouns = "functions",
  key   = "Arn",
  label = "FunctionName",
  regional = true,
  -- list-functions --function-version ALL lists all; only the configuration of $LATEST is the function's
  versions = { current = "$LATEST", option = "--qualifier", attribute = "qualifier", word = "function" },

  fields = {
    Arn          = { kind = "string", cfn = "Arn", cli = "FunctionArn", tf = "arn" },
    FunctionName = { kind = "string", cfn = "FunctionName", always = true, tf = "function_name" },
    Runtime      = { kind = "string", cfn = "Runtime", tf = "runtime" },
    Role         = { kind = "string", cfn = "Role", always = true, tf = "role", tf_set_by = { "aws_iam_role.arn" } },
    -- a function of an image has no runtime
    PackageType  = { kind = "string", cfn = "PackageType", always = true, default = "Zip", tf = "package_type" },
    -- exports contain its variables in plain text; in their place an error with code and message, if the caller may not decrypt them
    Environment  = { kind = "object", secret = true, tf = "environment", tf_block = true, fields = {
      Variables = { kind = "map", of = { kind = "string" }, secret = true, cli = { "Variables", "Error" }, tf = "variables" },
    } },
    KmsKeyArn = {
      kind = "string", cli = "KMSKeyArn", cfn = "KmsKeyArn", tf = "kms_key_arn",
      tf_set_by = { "aws_kms_key.arn", "aws_kms_external_key.arn", "aws_kms_replica_key.arn", "aws_kms_alias.arn", "aws_kms_alias.target_key_arn" },
    },
    DeadLetterConfig = { kind = "object", cfn = "DeadLetterConfig", tf = "dead_letter_config", tf_block = true, fields = {
      TargetArn = {
        kind = "string", cfn = "TargetArn", tf = "target_arn",
        tf_set_by = { "aws_sqs_queue.arn", "aws_sns_topic.arn", "aws_sns_topic.id" },
      },
    } },
    CodeSigningConfigArn = {
      kind = "string", cfn = "CodeSigningConfigArn", tf = "code_signing_config_arn", tf_newer = true,
      tf_set_by = { "aws_lambda_code_signing_config.arn", "aws_lambda_code_signing_config.id" },
    },
    -- of the function itself; in a plan Qualifier may be unknown
    EventInvokeConfig = { kind = "object", cli = ".", tf = { aws_lambda_function_event_invoke_config = "." }, fields = {
      Qualifier = { kind = "string", tf = "qualifier" },
      DestinationConfig = { kind = "object", tf = "destination_config", tf_block = true, fields = {
        OnFailure = { kind = "object", tf = "on_failure", tf_block = true, fields = {
          Destination = {
            kind = "string", tf = "destination",
            tf_set_by = {
              "aws_sqs_queue.arn", "aws_sns_topic.arn", "aws_sns_topic.id", "aws_lambda_function.arn", "aws_cloudwatch_event_bus.arn",
              "aws_s3_bucket.arn",
            },
          },
        } },
      } },
    } },
    -- the policy of the function itself. Members that no policy has are attributes of aws_lambda_permission, which become conditions;
    -- Qualifier names the version or alias that it is for
    Policy = { kind = "json", fields = {
      Version = { kind = "string" }, Id = { kind = "string" },
      Statement = { kind = "list", single = true, of = { kind = "object", fields = {
        Sid = permission("statement_id"), Effect = permission(false),
        Principal = principal("principal"), NotPrincipal = principal(false),
        Action = names("action"), NotAction = names(false), Resource = names(false), NotResource = names(false),
        Condition = { kind = "map", tf = { aws_lambda_permission = false }, of = { kind = "map", of = { kind = "list", single = true, of = { kind = "string" } } } },
        SourceAccount = permission("source_account"), SourceArn = permission("source_arn"),
        EventSourceToken = permission("event_source_token"),
        PrincipalOrgID = permission("principal_org_id", true), FunctionUrlAuthType = permission("function_url_auth_type", true),
        Qualifier = { kind = "string", default = "$LATEST", tf = { aws_lambda_permission = "qualifier" } },
      } } },
    } },
    -- the URLs of the function, its versions and aliases
    FunctionUrlConfigs = { kind = "list", of = { kind = "object", fields = {
      FunctionArn = { kind = "string", tf = { aws_lambda_function_url = "function_arn" } },
      AuthType    = { kind = "string", always = true, tf = { aws_lambda_function_url = "authorization_type" } },
    } } },
  },

  commands = {
    {
      name = "lambda list-functions", at = "Functions", many = true, lists = "region",
      keys = { "Functions", "NextToken", "NextMarker" }, more = { "NextToken", "NextMarker" },
      permission = "lambda:ListFunctions", whole = { "FunctionVersion" },
      gives = { "Arn", "FunctionName", "Runtime", "Role", "PackageType", "Environment", "KmsKeyArn", "DeadLetterConfig" },
    },
    {
      -- prints nothing, or the name alone, if the function has none
      name = "lambda get-function-code-signing-config", keyed = false, permission = "lambda:GetFunctionCodeSigningConfig",
      keys = { "CodeSigningConfigArn", "FunctionName" }, any_of = { "CodeSigningConfigArn", "FunctionName" },
      absent = { empty = true }, gives = { "CodeSigningConfigArn" },
      arguments = "--function-name {FunctionName}", file = "get-function-code-signing-config.{FunctionName}.json",
    },
    {
      name = "lambda get-function-event-invoke-config", permission = "lambda:GetFunctionEventInvokeConfig",
      keys = { "LastModified", "FunctionArn", "MaximumRetryAttempts", "MaximumEventAgeInSeconds", "DestinationConfig" },
      any_of = { "FunctionArn" }, gives = { "EventInvokeConfig" },
      -- the same code also says that there is no such function
      absent = { errors = { "ResourceNotFoundException: doesn't have an EventInvokeConfig" } },
      arguments = "--function-name {FunctionName}", file = "get-function-event-invoke-config.{FunctionName}.json",
    },
    {
      name = "lambda get-policy", keyed = false, permission = "lambda:GetPolicy",
      keys = { "Policy", "RevisionId" }, any_of = { "Policy" }, gives = { "Policy" },
      absent = { errors = { "ResourceNotFoundException: The resource you requested does not exist" } },
      arguments = "--function-name {FunctionName}", file = "get-policy.{FunctionName}.json",
    },
    {
      name = "lambda list-function-url-configs", keyed = false, permission = "lambda:ListFunctionUrlConfigs",
      keys = { "FunctionUrlConfigs", "NextMarker" }, any_of = { "FunctionUrlConfigs" }, more = { "NextMarker" }, gives = { "FunctionUrlConfigs" },
      arguments = "--function-name {FunctionName}", file = "list-function-url-configs.{FunctionName}.json",
    },
  },

  parts = {
    {
      tf = "aws_lambda_function_event_invoke_config", refers = "function_name", to = { "function_name", "arn", "id" },
      fields = { "EventInvokeConfig" },
    },
    {
      tf = "aws_lambda_permission", refers = "function_name", to = { "function_name", "arn", "id" },
      adds = "Policy.Statement", key = { "Sid", "Qualifier" },
    },
    {
      tf = "aws_lambda_function_url", refers = "function_name", to = { "function_name", "arn", "id" },
      adds = "FunctionUrlConfigs", key = { "FunctionArn" },
    },
  },

  -- what these contain, a plan does not show
  terraform = { types = { "aws_lambda_function" }, provider = "aws", region = "region", carriers = {
    "awscc_lambda_function", "aws_serverlessapplicationrepository_cloudformation_stack",
    -- the service runs a canary as a function of the account
    "aws_synthetics_canary", "awscc_synthetics_canary",
    "aws_cloudformation_stack", "awscc_cloudformation_stack",
    { type = "aws_cloudformation_stack_set", anywhere = true },
    { type = "aws_cloudformation_stack_instances", anywhere = true },
    { type = "aws_cloudformation_stack_set_instance", anywhere = true },
    { type = "awscc_cloudformation_stack_set", anywhere = true },
    "aws_servicecatalog_provisioned_product", "awscc_servicecatalog_cloudformation_provisioned_product",
    {
      type = "aws_cloudcontrolapi_resource", attribute = "type_name",
      values = { "AWS::Lambda::Function", "AWS::CloudFormation::Stack", "AWS::CloudFormation::StackSet",
        "AWS::ServiceCatalog::CloudFormationProvisionedProduct", "AWS::Synthetics::Canary" },
    },
  } },
}
