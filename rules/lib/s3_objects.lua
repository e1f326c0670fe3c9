-- s3_objects: the data events of objects.
--
--   local objects = resources.every(s3_objects)
--   s3_objects.writes(objects, { name = "write", text = "a write of {resource} ({name}) would not be recorded" })   -- an entry, see `recording`
--   s3_objects.reads(objects, { … })
--   s3_objects.unlisted(region, objects, { read_only = "false" })   -- the events of operations that may be added later
-- Sources: the S3 user guide, "Amazon S3 CloudTrail events" (the operations of the type AWS::S3::Object, read on 2026-11-29) and "Bucket
-- naming rules"; the CloudTrail API reference, DataResource. Not in that list, so not required by name: ListMultipartUploads, and PostObject,
-- which the edition of 2023 lists. ListObjectsV2 is recorded as ListObjects. The ARN of an event is that of the object: bucket, slash and key. Events of several objects, such
-- as ListObjects, have the bucket and the slash. Buckets of us-east-1 that were created before 2018 can have up to 255 characters.
local data_events = require "data_events"

-- ARNs have no Region and no account
local s3_objects = { global = true }

local TYPE = { source = "s3.amazonaws.com", type = "AWS::S3::Object" }

local READS = {
  "GetObject", "HeadObject", "ListObjects", "GetObjectAcl", "GetObjectAnnotation", "GetObjectAttributes", "GetObjectLegalHold", "GetObjectRetention",
  "GetObjectTagging", "GetObjectTorrent", "HeadBucket", "ListObjectAnnotations", "ListObjectVersions", "ListParts", "SelectObjectContent",
}
local WRITES = {
  "PutObject", "DeleteObject", "CopyObject", "DeleteObjects", "AbortMultipartUpload", "CompleteMultipartUpload", "CreateMultipartUpload",
  "DeleteObjectAnnotation", "DeleteObjectTagging", "PutObjectAcl", "PutObjectAnnotation", "PutObjectLegalHold", "PutObjectRetention",
  "PutObjectTagging", "RestoreObject", "UpdateObjectEncryption", "UploadPart", "UploadPartCopy",
}

-- the language of the ARNs of objects in all buckets, present and future
function s3_objects.any(places)
  local head = "arn:" .. places[1].partition .. ":s3:::"
  return {
    any = { {
      -- a key is UTF-8, so it can have every byte; plausible characters are picked first
      head = head, chars = "a-z0-9.A-Z_-", min = 3, max = 255,
      rest = { separator = "/", chars = "a-z0-9./A-Z_ -~\1-\31\127-\255", min = 0, max = 1024, prefer = { "a-new-object" } },
    } },
    prefer = { head .. "a-new-bucket/a-new-object" },
  }
end

local function entry_of(objects, names, read_only, options)
  return data_events.required(objects, TYPE, { name = options.name, names = names, read_only = { read_only }, text = options.text })
end

function s3_objects.reads(objects, options) return entry_of(objects, READS, "true", options) end

function s3_objects.writes(objects, options) return entry_of(objects, WRITES, "false", options) end

function s3_objects.unlisted(region, objects, options)
  local documented = {}
  for _, list in ipairs({ READS, WRITES }) do
    for _, name in ipairs(list) do documented[#documented + 1] = name end
  end
  return data_events.unlisted(region, objects, TYPE, { names = documented, read_only = { options.read_only },
    text = "the event selectors record every documented operation on objects, but would leave out an operation that is added later" })
end

-- words on a value of resources.ARN that selects no object; nil where the value is normal
function s3_objects.hint(field, value)
  if field ~= "resources.ARN" or string.sub(value, 1, 4) ~= "arn:" then return nil end
  if string.find(value, "*") then return "has a wildcard; event selectors have no wildcards" end
  if string.find(value, ":s3:::") and string.sub(value, -1) ~= ":" and not string.find(value, "/") then
    return "names a bucket without a slash; the ARNs of objects are those of the bucket, a slash and the key"
  end
  return nil
end

return s3_objects
