#!/usr/bin/env python3
"""organization.py FOLDER ACCOUNTS: exports of an organization in 17 Regions, and FOLDER.expected with a verdict for each subject.

The first account has an organization trail that records everything. Planted cases, by the number of the account:
  7   left the organization, and has a function in one Region: fail
  11  left, and the list of functions of one Region is missing: unknown
  13  left, and the list of functions of one Region was refused: unknown
  17  left, has no functions: not applicable
  19  a member, and its trails of one Region were not listed: pass, because lists of other Regions show the multi-Region trail
"""
import json
import os
import sys

REGIONS = ["ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-south-1", "ap-southeast-1", "ap-southeast-2",
           "ca-central-1", "eu-central-1", "eu-north-1", "eu-west-1", "eu-west-2", "eu-west-3", "sa-east-1", "us-east-1",
           "us-east-2", "us-west-1", "us-west-2"]
PLANTED = "eu-west-2"
folder, accounts = sys.argv[1], int(sys.argv[2])
expected = {}
management = "100000000000"
trail = {"Name": "all", "TrailARN": "arn:aws:cloudtrail:us-east-1:%s:trail/all" % management, "HomeRegion": "us-east-1",
         "S3BucketName": "logs", "IsMultiRegionTrail": True, "IsOrganizationTrail": True, "IncludeGlobalServiceEvents": True,
         "LogFileValidationEnabled": True, "HasCustomEventSelectors": True}


def write(account, region, name, value):
    path = os.path.join(folder, account, region)
    os.makedirs(path, exist_ok=True)
    with open(os.path.join(path, name + ".json"), "w", encoding="ascii") as f:
        f.write(value if isinstance(value, str) else json.dumps(value))


def function(account, region):
    return {"FunctionName": "f", "FunctionArn": "arn:aws:lambda:%s:%s:function:f" % (region, account), "Runtime": "python3.12"}


for i in range(accounts):
    account = str(100000000000 + i)
    left = i in (7, 11, 13, 17)
    for number, region in enumerate(REGIONS):
        subject = account + "/" + region
        planted = region == PLANTED
        has_function = i == 7 and planted or not left and (i + number) % 3 == 0 or i == 19 and planted
        functions = [function(account, region)] if has_function else []
        if i == 13 and planted:
            write(account, region, "list-functions", "An error occurred (AccessDeniedException) when calling the "
                  "ListFunctions operation: User is not authorized to perform lambda:ListFunctions\n")
        elif not (i == 11 and planted):
            write(account, region, "list-functions", {"Functions": functions})
        if not (i == 19 and planted):
            write(account, region, "describe-trails", {"trailList": [] if left else [trail]})
        expected[subject] = "pass" if has_function else "not-applicable"
        if planted and i == 7:
            expected[subject] = "fail"
        elif planted and i in (11, 13):
            expected[subject] = "unknown"
if accounts > 13:
    expected[str(100000000013)] = "unknown"  # it may have more than the refused list shows
write(management, "us-east-1", "get-trail-status.all", {"IsLogging": True})
write(management, "us-east-1", "get-event-selectors.all", {
    "TrailARN": trail["TrailARN"], "AdvancedEventSelectors": [
        {"Name": "m", "FieldSelectors": [{"Field": "eventCategory", "Equals": ["Management"]}]},
        {"Name": "d", "FieldSelectors": [{"Field": "eventCategory", "Equals": ["Data"]},
                                         {"Field": "resources.type", "Equals": ["AWS::Lambda::Function"]}]}]})
with open(folder + ".expected", "w", encoding="ascii") as f:
    for subject, verdict in sorted(expected.items()):
        f.write(verdict + " " + subject + "\n")
