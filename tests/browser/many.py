#!/usr/bin/env python3
"""many.py FOLDER ACCOUNTS FUNCTIONS: exports of accounts in five Regions, with as many functions in each."""
import json
import os
import sys

out, accounts, functions = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
for a in range(accounts):
    account = "%012d" % (100000000000 + a * 7919)
    for region in ("ap-southeast-2", "eu-central-1", "eu-west-1", "us-east-1", "us-west-2"):
        folder = os.path.join(out, account, region)
        os.makedirs(folder)
        found = []
        for i in range(functions):
            name = "service-%d-handler-%d" % (i % 7, i)
            found.append({
                "FunctionName": name, "FunctionArn": "arn:aws:lambda:%s:%s:function:%s" % (region, account, name), "Version": "$LATEST", "PackageType": "Zip",
                "Runtime": ("python3.6", "python3.13", "nodejs12.x")[(a + i) % 3], "Role": "arn:aws:iam::%s:role/r" % account,
                "Environment": {"Variables": {"A": "b"}},
            })
        with open(os.path.join(folder, "list-functions.json"), "w") as file:
            json.dump({"Functions": found}, file, indent=1)
