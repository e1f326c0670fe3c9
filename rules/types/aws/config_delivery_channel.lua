-- A delivery channel of AWS Config: where it delivers what it records.
-- Sources: CloudFormation's AWS::Config::DeliveryChannel (registry schema), the Config API model (DescribeDeliveryChannels),
-- the Terraform provider's aws_config_delivery_channel.
return type {
  name  = "AWS::Config::DeliveryChannel",
  noun  = "delivery channel",
  nouns = "delivery channels",
  key   = "Name",
  scope = "region",
  label = "Name",

  fields = {
    Name         = { kind = "string", cli = "name", tf = "name" },
    S3BucketName = { kind = "string", cli = "s3BucketName", always = true, tf = "s3_bucket_name" },
  },

  commands = { {
    name = "configservice describe-delivery-channels", at = "DeliveryChannels", many = true, lists = "region",
    keys = { "DeliveryChannels" }, gives = { "Name", "S3BucketName" }, permission = "config:DescribeDeliveryChannels",
  } },

  -- what these contain, a plan does not show
  terraform = { types = { "aws_config_delivery_channel" }, provider = "aws", region = "region", carriers = {
    "awscc_config_delivery_channel", "aws_serverlessapplicationrepository_cloudformation_stack",
    { type = "aws_controltower_landing_zone", anywhere = true },
    { type = "awscc_controltower_landing_zone", anywhere = true },
    "aws_cloudformation_stack", "awscc_cloudformation_stack",
    { type = "aws_cloudformation_stack_set", anywhere = true },
    { type = "aws_cloudformation_stack_instances", anywhere = true },
    { type = "aws_cloudformation_stack_set_instance", anywhere = true },
    { type = "awscc_cloudformation_stack_set", anywhere = true },
    "aws_servicecatalog_provisioned_product", "awscc_servicecatalog_cloudformation_provisioned_product",
    {
      type = "aws_cloudcontrolapi_resource", attribute = "type_name",
      values = { "AWS::Config::DeliveryChannel", "AWS::CloudFormation::Stack", "AWS::CloudFormation::StackSet",
        "AWS::ServiceCatalog::CloudFormationProvisionedProduct", "AWS::ControlTower::LandingZone" },
    },
  } },
}
