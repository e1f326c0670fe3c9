---@meta
-- What a rule can call and read, for editors with LuaLS. Written by 'assay rules --stubs'.
-- Functions of libraries only are declared for all files: docs/lua-api.md.

---@class Handle
---@class Reasons
---@class List: Handle

---@class Account: Handle
---@field id string
---@field partition string?
---@field planned boolean
---@field exported boolean
local Account = {}
---@param type string
---@param options { closed_world: boolean?, known: boolean?, other_states: boolean? }?
---@return List
function Account:all(type, options) end

---@class Region: Handle
---@field name string
---@field account Account
local Region = {}
---@param type string
---@param options { closed_world: boolean?, known: boolean?, other_states: boolean? }?
---@return List
function Region:all(type, options) end

---@class Resource: Handle

---@class Control
---@field id string
---@field title string
---@field severity "info"|"low"|"medium"|"high"|"critical"
---@field subject string|string[]
---@field reads string[]
---@field check fun(subject: any, params: table)
---@field [string] any

---@param declaration Control
---@return Control
function control(declaration) end

---@param value any
---@return any
function assert(value, ...) end

---@param value any
---@param level integer?
function error(value, level) end

---@param list any[]
---@return fun(): integer, any
function ipairs(list) end

---@param map table
---@return fun(): any, any
function pairs(map) end

---@param n integer|"#"
---@return any ...
function select(n, ...) end

---@param value any
---@param base integer?
---@return number?
function tonumber(value, base) end

---@param value any
---@return string
function tostring(value) end

---@param value any
---@return string|table
function type(value) end

---@param name string a file below lib/
---@return any
function require(name) end

---@class stringlib
string = {}

---@param s string
---@param i integer?
---@param j integer?
---@return integer ...
function string.byte(s, i, j) end

---@param ... integer
---@return string
function string.char(...) end

---@param s string
---@param part string plain text
---@param i integer?
---@return integer?
---@return integer?
function string.find(s, part, i) end

---@param text string
---@param ... any
---@return string
function string.format(text, ...) end

---@param s string
---@return integer
function string.len(s) end

---@param s string
---@return string
function string.lower(s) end

---@param s string
---@param n integer
---@param between string?
---@return string
function string.rep(s, n, between) end

---@param s string
---@return string
function string.reverse(s) end

---@param s string
---@param i integer
---@param j integer?
---@return string
function string.sub(s, i, j) end

---@param s string
---@return string
function string.upper(s) end

---@class tablelib
table = {}

---@param list any[]
---@param between string?
---@param i integer?
---@param j integer?
---@return string
function table.concat(list, between, i, j) end

---@overload fun(list: any[], value: any)
---@param list any[]
---@param i integer
---@param value any
function table.insert(list, i, value) end

---@param list any[]
---@param i integer?
---@return any
function table.remove(list, i) end

---@param list any[]
---@param before (fun(a: any, b: any): boolean)?
function table.sort(list, before) end

---@param list any[]
---@param i integer?
---@param j integer?
---@return any ...
function table.unpack(list, i, j) end

---@class mathlib
math = {}

---@param x number
---@return integer
function math.floor(x) end

---@type number
math.huge = nil

---@param x number
---@return number
function math.max(x, ...) end

---@type integer
math.maxinteger = nil

---@param x number
---@return number
function math.min(x, ...) end

---@type integer
math.mininteger = nil

---@param x any
---@return integer?
function math.tointeger(x) end

---@param resource Resource
---@return string?
function action(resource) end

---@param handle Handle
---@return string
function address(handle) end

---@param resource Resource
---@return Region
function home(resource) end

---@param handle Handle
---@return string
function label(handle) end

---@type any an absent attribute in a counterexample
null = nil

---@param resource Resource
---@return Account
function owner(resource) end

---@param resource Resource
---@return string
function type_of(resource) end

---@param list List|table
---@return fun(): any, any
function each(list) end

---@param list List
---@return integer
function len(list) end

---@param list List|table
---@param fn fun(item: any, value: any): boolean
---@return boolean
function all(list, fn) end

---@param list List|table
---@param fn fun(item: any, value: any): boolean
---@return boolean
function any(list, fn) end

---@param n integer
---@param list List|table
---@param fn fun(item: any, value: any): boolean
---@return boolean
function at_least(n, list, fn) end

---@param n integer
---@param list List|table
---@param fn fun(item: any, value: any): boolean
---@return boolean
function at_most(n, list, fn) end

---@param list List|table
---@param fn fun(item: any, value: any): boolean
---@return boolean
function none(list, fn) end

---@param list List|table
---@param fn fun(item: any, value: any): boolean
---@return fun(): any, any
function filter(list, fn) end

---@param list List|table
---@param fn fun(item: any, value: any): boolean
---@return any
---@return any
function find(list, fn) end

---@param handle Handle
---@param field string?
---@param text string a constant with {names}
---@param args table<string, any>?
---@param extra { counterexample: table?, detail: string? }?
function fail(handle, field, text, args, extra) end

function not_applicable() end

---@param handle Handle
---@param field string?
---@param text string a constant with {names}
---@param args table<string, any>?
function note(handle, field, text, args) end

function pass() end

---@param handle Handle
---@param field string?
---@param options { note: boolean? }?
---@return Resource?
function refers(handle, field, options) end

---@param handle Handle
---@param field string?
---@return boolean
function is_set(handle, field) end

---@overload fun(date: string): integer
---@param handle Handle
---@param field string?
---@return integer?
function days_since(handle, field) end

---@param handle Handle
---@param field string?
---@param value any
---@return any
function want(handle, field, value) end

---@param text string
---@param n integer
---@return Reasons
function bound(text, n) end

---@param list List
---@return any[]
---@return Reasons?
function collect(list) end

---@param handle Handle
---@param field string?
---@param text string a constant with {names}
---@param args table<string, any>?
---@return Reasons
function ambiguous(handle, field, text, args) end

---@param handle Handle
---@param field string?
---@return any
---@return Reasons?
function read(handle, field) end

---@param ... Reasons?
---@return Reasons?
function reasons(...) end

---@param fn fun(...): any
---@return any
---@return Reasons?
function try(fn, ...) end

---@param reasons Reasons
function undecided(reasons) end

---@class AWS.CloudTrail.EventDataStore.AdvancedEventSelectors.FieldSelectors: Handle
---@field EndsWith List
---@field Equals List
---@field Field string?
---@field NotEndsWith List
---@field NotEquals List
---@field NotStartsWith List
---@field StartsWith List

---@class AWS.CloudTrail.EventDataStore.AdvancedEventSelectors: Handle
---@field FieldSelectors List of AWS.CloudTrail.EventDataStore.AdvancedEventSelectors.FieldSelectors
---@field Name string?

---@class AWS.CloudTrail.EventDataStore: Resource
---@field AdvancedEventSelectors List of AWS.CloudTrail.EventDataStore.AdvancedEventSelectors
---@field EventDataStoreArn string?
---@field MultiRegionEnabled boolean?
---@field Name string?
---@field OrganizationEnabled boolean?
---@field Status string?

---@class AWS.CloudTrail.LogFiles: Resource
---@field LogFiles integer?
---@field UnreadLogFiles integer?

---@class AWS.CloudTrail.ObservedInvocations.Events: Handle
---@field Count integer?
---@field EventName string?

---@class AWS.CloudTrail.ObservedInvocations: Resource
---@field Events List of AWS.CloudTrail.ObservedInvocations.Events
---@field FirstTime string?
---@field FunctionArn string?
---@field LastTime string?
---@field RefusedEvents integer?

---@class AWS.CloudTrail.Trail.AdvancedEventSelectors.FieldSelectors: Handle
---@field EndsWith List
---@field Equals List
---@field Field string?
---@field NotEndsWith List
---@field NotEquals List
---@field NotStartsWith List
---@field StartsWith List

---@class AWS.CloudTrail.Trail.AdvancedEventSelectors: Handle
---@field FieldSelectors List of AWS.CloudTrail.Trail.AdvancedEventSelectors.FieldSelectors
---@field Name string?

---@class AWS.CloudTrail.Trail.EventSelectors.DataResources: Handle
---@field Type string?
---@field Values List

---@class AWS.CloudTrail.Trail.EventSelectors: Handle
---@field DataResources List of AWS.CloudTrail.Trail.EventSelectors.DataResources
---@field ExcludeManagementEventSources List
---@field IncludeManagementEvents boolean?
---@field ReadWriteType string?

---@class AWS.CloudTrail.Trail: Resource
---@field AdvancedEventSelectors List of AWS.CloudTrail.Trail.AdvancedEventSelectors
---@field Arn string?
---@field CloudWatchLogsLogGroupArn string?
---@field CloudWatchLogsRoleArn string?
---@field EnableLogFileValidation boolean?
---@field EventSelectors List of AWS.CloudTrail.Trail.EventSelectors
---@field HasCustomEventSelectors boolean?
---@field HomeRegion string?
---@field IncludeGlobalServiceEvents boolean?
---@field IsLogging boolean?
---@field IsMultiRegionTrail boolean?
---@field IsOrganizationTrail boolean?
---@field KMSKeyId string?
---@field LatestCloudWatchLogsDeliveryError string?
---@field LatestDeliveryError string?
---@field LatestDigestDeliveryError string?
---@field LatestNotificationError string?
---@field S3BucketName string?
---@field TrailName string?

---@class AWS.CloudWatch.MetricData: Resource
---@field Label string?
---@field Seconds List
---@field Timestamps List
---@field Values List

---@class AWS.Config.ConfigurationRecorder.RecordingGroup.ExclusionByResourceTypes: Handle
---@field ResourceTypes List

---@class AWS.Config.ConfigurationRecorder.RecordingGroup.RecordingStrategy: Handle
---@field UseOnly string?

---@class AWS.Config.ConfigurationRecorder.RecordingGroup: Handle
---@field AllSupported boolean?
---@field ExclusionByResourceTypes AWS.Config.ConfigurationRecorder.RecordingGroup.ExclusionByResourceTypes?
---@field IncludeGlobalResourceTypes boolean?
---@field RecordingStrategy AWS.Config.ConfigurationRecorder.RecordingGroup.RecordingStrategy?
---@field ResourceTypes List

---@class AWS.Config.ConfigurationRecorder: Resource
---@field LastStatus string?
---@field Name string?
---@field Recording boolean?
---@field RecordingGroup AWS.Config.ConfigurationRecorder.RecordingGroup?
---@field RecordingScope string?

---@class AWS.Config.DeliveryChannel: Resource
---@field Name string?
---@field S3BucketName string?

---@class AWS.EC2.FlowLog: Resource
---@field DeliverLogsStatus string?
---@field FlowLogId string?
---@field FlowLogStatus string?
---@field ResourceId string?
---@field TrafficType string?

---@class AWS.EC2.SecurityGroup.IpPermissions: Handle
---@field FirstPort integer?
---@field FromPort integer?
---@field IpProtocol string?
---@field IpRanges List
---@field Ipv6Ranges List
---@field LastPort integer?
---@field PrefixListIds List
---@field ToPort integer?
---@field UserIdGroupPairs List

---@class AWS.EC2.SecurityGroup: Resource
---@field GroupId string?
---@field IpPermissions List of AWS.EC2.SecurityGroup.IpPermissions

---@class AWS.EC2.VPC: Resource
---@field CidrBlock string?
---@field OwnerId string?
---@field VpcId string?

---@class AWS.IAM.GroupPolicy.PolicyDocument.Statement: Handle
---@field Action List
---@field Condition List
---@field Effect string?
---@field NotAction List
---@field NotResource List
---@field Resource List
---@field Sid string?

---@class AWS.IAM.GroupPolicy.PolicyDocument: Handle
---@field Id string?
---@field Statement List of AWS.IAM.GroupPolicy.PolicyDocument.Statement
---@field Version string?

---@class AWS.IAM.GroupPolicy: Resource
---@field FullName string?
---@field GroupArn string?
---@field GroupName string?
---@field PolicyDocument AWS.IAM.GroupPolicy.PolicyDocument?
---@field PolicyId string?
---@field PolicyName string?

---@class AWS.IAM.ManagedPolicy.PolicyDocument.Statement: Handle
---@field Action List
---@field Condition List
---@field Effect string?
---@field NotAction List
---@field NotResource List
---@field Resource List
---@field Sid string?

---@class AWS.IAM.ManagedPolicy.PolicyDocument: Handle
---@field Id string?
---@field Statement List of AWS.IAM.ManagedPolicy.PolicyDocument.Statement
---@field Version string?

---@class AWS.IAM.ManagedPolicy.PolicyVersionList.Document.Statement: Handle
---@field Action List
---@field Condition List
---@field Effect string?
---@field NotAction List
---@field NotResource List
---@field Resource List
---@field Sid string?

---@class AWS.IAM.ManagedPolicy.PolicyVersionList.Document: Handle
---@field Id string?
---@field Statement List of AWS.IAM.ManagedPolicy.PolicyVersionList.Document.Statement
---@field Version string?

---@class AWS.IAM.ManagedPolicy.PolicyVersionList: Handle
---@field Document AWS.IAM.ManagedPolicy.PolicyVersionList.Document?
---@field IsDefaultVersion boolean?

---@class AWS.IAM.ManagedPolicy: Resource
---@field PolicyArn string?
---@field PolicyDocument AWS.IAM.ManagedPolicy.PolicyDocument?
---@field PolicyName string?
---@field PolicyVersionList List of AWS.IAM.ManagedPolicy.PolicyVersionList

---@class AWS.IAM.PasswordPolicy: Resource
---@field MinimumPasswordLength integer?
---@field PasswordReusePrevention integer?

---@class AWS.IAM.Role: Resource
---@field Arn string?
---@field Path string?
---@field RoleName string?

---@class AWS.IAM.RolePolicy.PolicyDocument.Statement: Handle
---@field Action List
---@field Condition List
---@field Effect string?
---@field NotAction List
---@field NotResource List
---@field Resource List
---@field Sid string?

---@class AWS.IAM.RolePolicy.PolicyDocument: Handle
---@field Id string?
---@field Statement List of AWS.IAM.RolePolicy.PolicyDocument.Statement
---@field Version string?

---@class AWS.IAM.RolePolicy: Resource
---@field FullName string?
---@field PolicyDocument AWS.IAM.RolePolicy.PolicyDocument?
---@field PolicyId string?
---@field PolicyName string?
---@field RoleArn string?
---@field RoleName string?

---@class AWS.IAM.UserPolicy.PolicyDocument.Statement: Handle
---@field Action List
---@field Condition List
---@field Effect string?
---@field NotAction List
---@field NotResource List
---@field Resource List
---@field Sid string?

---@class AWS.IAM.UserPolicy.PolicyDocument: Handle
---@field Id string?
---@field Statement List of AWS.IAM.UserPolicy.PolicyDocument.Statement
---@field Version string?

---@class AWS.IAM.UserPolicy: Resource
---@field FullName string?
---@field PolicyDocument AWS.IAM.UserPolicy.PolicyDocument?
---@field PolicyId string?
---@field PolicyName string?
---@field UserArn string?
---@field UserName string?

---@class AWS.KMS.Key: Resource
---@field Arn string?
---@field CustomKeyStoreId string?
---@field EnableKeyRotation boolean?
---@field KeyId string?
---@field KeyManager string?
---@field KeySpec string?
---@field KeyState string?
---@field Origin string?
---@field PrimaryKeyArn string?

---@class AWS.Lambda.Function.DeadLetterConfig: Handle
---@field TargetArn string?

---@class AWS.Lambda.Function.Environment: Handle
---@field Variables List

---@class AWS.Lambda.Function.EventInvokeConfig.DestinationConfig.OnFailure: Handle
---@field Destination string?

---@class AWS.Lambda.Function.EventInvokeConfig.DestinationConfig: Handle
---@field OnFailure AWS.Lambda.Function.EventInvokeConfig.DestinationConfig.OnFailure?

---@class AWS.Lambda.Function.EventInvokeConfig: Handle
---@field DestinationConfig AWS.Lambda.Function.EventInvokeConfig.DestinationConfig?
---@field Qualifier string?

---@class AWS.Lambda.Function.FunctionUrlConfigs: Handle
---@field AuthType string?
---@field FunctionArn string?

---@class AWS.Lambda.Function.Policy.Statement.NotPrincipal: Handle
---@field AWS List
---@field CanonicalUser List
---@field Federated List
---@field Service List

---@class AWS.Lambda.Function.Policy.Statement.Principal: Handle
---@field AWS List
---@field CanonicalUser List
---@field Federated List
---@field Service List

---@class AWS.Lambda.Function.Policy.Statement: Handle
---@field Action List
---@field Condition List
---@field Effect string?
---@field EventSourceToken string?
---@field FunctionUrlAuthType string?
---@field NotAction List
---@field NotPrincipal AWS.Lambda.Function.Policy.Statement.NotPrincipal?
---@field NotResource List
---@field Principal AWS.Lambda.Function.Policy.Statement.Principal?
---@field PrincipalOrgID string?
---@field Qualifier string?
---@field Resource List
---@field Sid string?
---@field SourceAccount string?
---@field SourceArn string?

---@class AWS.Lambda.Function.Policy: Handle
---@field Id string?
---@field Statement List of AWS.Lambda.Function.Policy.Statement
---@field Version string?

---@class AWS.Lambda.Function: Resource
---@field Arn string?
---@field CodeSigningConfigArn string?
---@field DeadLetterConfig AWS.Lambda.Function.DeadLetterConfig?
---@field Environment AWS.Lambda.Function.Environment?
---@field EventInvokeConfig AWS.Lambda.Function.EventInvokeConfig?
---@field FunctionName string?
---@field FunctionUrlConfigs List of AWS.Lambda.Function.FunctionUrlConfigs
---@field KmsKeyArn string?
---@field PackageType string?
---@field Policy AWS.Lambda.Function.Policy?
---@field Role string?
---@field Runtime string?

---@class AWS.S3.AccountPublicAccessBlock.PublicAccessBlock: Handle
---@field BlockPublicAcls boolean?
---@field BlockPublicPolicy boolean?
---@field IgnorePublicAcls boolean?
---@field RestrictPublicBuckets boolean?

---@class AWS.S3.AccountPublicAccessBlock: Resource
---@field PublicAccessBlock AWS.S3.AccountPublicAccessBlock.PublicAccessBlock?

---@class AWS.S3.Bucket.AccessControlPolicy.Grants.Grantee: Handle
---@field ID string?
---@field Type string?
---@field URI string?

---@class AWS.S3.Bucket.AccessControlPolicy.Grants: Handle
---@field Grantee AWS.S3.Bucket.AccessControlPolicy.Grants.Grantee?

---@class AWS.S3.Bucket.AccessControlPolicy: Handle
---@field Grants List of AWS.S3.Bucket.AccessControlPolicy.Grants

---@class AWS.S3.Bucket.LoggingConfiguration: Handle
---@field DestinationBucketName string?
---@field LogFilePrefix string?

---@class AWS.S3.Bucket.OwnershipControls.Rules: Handle
---@field ObjectOwnership string?

---@class AWS.S3.Bucket.OwnershipControls: Handle
---@field Rules List of AWS.S3.Bucket.OwnershipControls.Rules

---@class AWS.S3.Bucket.Policy.Statement.NotPrincipal: Handle
---@field AWS List
---@field CanonicalUser List
---@field Federated List
---@field Service List

---@class AWS.S3.Bucket.Policy.Statement.Principal: Handle
---@field AWS List
---@field CanonicalUser List
---@field Federated List
---@field Service List

---@class AWS.S3.Bucket.Policy.Statement: Handle
---@field Action List
---@field Condition List
---@field Effect string?
---@field NotAction List
---@field NotPrincipal AWS.S3.Bucket.Policy.Statement.NotPrincipal?
---@field NotResource List
---@field Principal AWS.S3.Bucket.Policy.Statement.Principal?
---@field Resource List
---@field Sid string?

---@class AWS.S3.Bucket.Policy: Handle
---@field Id string?
---@field Statement List of AWS.S3.Bucket.Policy.Statement
---@field Version string?

---@class AWS.S3.Bucket.PublicAccessBlock: Handle
---@field BlockPublicAcls boolean?
---@field BlockPublicPolicy boolean?
---@field IgnorePublicAcls boolean?
---@field RestrictPublicBuckets boolean?

---@class AWS.S3.Bucket.VersioningConfiguration: Handle
---@field Status string?

---@class AWS.S3.Bucket: Resource
---@field AccessControl string?
---@field AccessControlPolicy AWS.S3.Bucket.AccessControlPolicy?
---@field BucketName string?
---@field LoggingConfiguration AWS.S3.Bucket.LoggingConfiguration?
---@field OwnershipControls AWS.S3.Bucket.OwnershipControls?
---@field Policy AWS.S3.Bucket.Policy?
---@field PublicAccessBlock AWS.S3.Bucket.PublicAccessBlock?
---@field VersioningConfiguration AWS.S3.Bucket.VersioningConfiguration?
