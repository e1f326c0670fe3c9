aws cloudtrail create-trail --name audit --is-multi-region-trail --s3-bucket-name trail-bucket
aws cloudtrail put-event-selectors --trail-name audit --event-selectors '[{"ReadWriteType":"All","IncludeManagementEvents":true,"DataResources":[]}]'
