#!/usr/bin/env python3
"""make_logs.py FOLDER [--bytes N] [--accounts N] [--regions N] [--functions N] [--records N]

Write a tree of CloudTrail log files as a trail delivers them to its bucket:
FOLDER/AWSLogs/ACCOUNT/CloudTrail/REGION/YYYY/MM/DD/ACCOUNT_CloudTrail_REGION_TIME_UNIQUE.json.gz.
The same arguments write the same files. --bytes is the size before compression. Half of the records are invocations of
functions f-0, f-1, …; one in 50 of these was denied. Prints the uncompressed and compressed size.
"""
import argparse
import gzip
import io
import json
import os
import random
import sys

REGIONS = ["eu-west-1", "us-east-1", "ap-southeast-2", "eu-central-1", "us-west-2", "sa-east-1"]
MANAGEMENT = [
    ("ec2.amazonaws.com", "DescribeInstances", True), ("sts.amazonaws.com", "AssumeRole", True),
    ("kms.amazonaws.com", "Decrypt", True), ("s3.amazonaws.com", "PutObject", False),
    ("logs.amazonaws.com", "CreateLogStream", False), ("dynamodb.amazonaws.com", "DescribeTable", True),
]
AGENTS = ["aws-cli/2.15.30 Python/3.11.8 Linux/6.1.0 exe/x86_64", "Boto3/1.34.69 md/Botocore#1.34.69 ua/2.0 os/linux#5.10.213 lang/python#3.12.2",
          "AWS Internal", "aws-sdk-java/2.25.11 Linux/5.10 OpenJDK_64-Bit_Server_VM/17.0.10", "events.amazonaws.com"]


def identifier(rng):
    hex_digits = "%032x" % rng.getrandbits(128)
    return "-".join((hex_digits[:8], hex_digits[8:12], hex_digits[12:16], hex_digits[16:20], hex_digits[20:]))


def record(rng, account, region, second, functions):
    user = "ann-%d" % rng.randrange(40)
    common = {
        "eventVersion": "1.09",
        "userIdentity": {
            "type": "AssumedRole", "principalId": "AROA%016X:%s" % (rng.getrandbits(64), user),
            "arn": "arn:aws:sts::%s:assumed-role/app-%d/%s" % (account, rng.randrange(9), user), "accountId": account,
            "accessKeyId": "ASIA%016X" % rng.getrandbits(64),
            "sessionContext": {
                "sessionIssuer": {"type": "Role", "principalId": "AROAEXAMPLEEXAMPLE", "arn": "arn:aws:iam::%s:role/app" % account,
                                  "accountId": account, "userName": "app"},
                "attributes": {"creationDate": "2026-11-20T00:00:00Z", "mfaAuthenticated": "false"}}},
        "eventTime": "2026-11-20T%02d:%02d:%02dZ" % (second // 3600 % 24, second // 60 % 60, second % 60),
    }
    if rng.random() < 0.5:
        name = "f-%d" % rng.randrange(functions)
        common.update({
            "eventSource": "lambda.amazonaws.com", "eventName": "InvokeExecution" if rng.random() < 0.2 else "Invoke",
            "awsRegion": region, "sourceIPAddress": "198.51.100.%d" % rng.randrange(256), "userAgent": rng.choice(AGENTS)})
        if rng.random() < 0.02:
            common.update({"errorCode": "AccessDenied", "errorMessage": "User is not authorized to perform: lambda:InvokeFunction"})
        common.update({
            "requestParameters": {"functionName": "arn:aws:lambda:%s:%s:function:%s" % (region, account, name), "invocationType": "Event"},
            "responseElements": None, "additionalEventData": {"functionVersion": "arn:aws:lambda:%s:%s:function:%s:$LATEST" % (region, account, name)},
            "requestID": identifier(rng), "eventID": identifier(rng), "readOnly": False,
            "resources": [{"accountId": account, "type": "AWS::Lambda::Function", "ARN": "arn:aws:lambda:%s:%s:function:%s" % (region, account, name)}],
            "eventType": "AwsApiCall", "managementEvent": False, "recipientAccountId": account, "eventCategory": "Data"})
        return common
    source, name, reads = rng.choice(MANAGEMENT)
    common.update({
        "eventSource": source, "eventName": name, "awsRegion": region, "sourceIPAddress": "198.51.100.%d" % rng.randrange(256),
        "userAgent": rng.choice(AGENTS), "requestParameters": {"filterSet": {}, "maxResults": rng.randrange(1000), "name": "resource-%d" % rng.randrange(5000)},
        "responseElements": None, "requestID": identifier(rng), "eventID": identifier(rng), "readOnly": reads,
        "eventType": "AwsApiCall", "managementEvent": True, "recipientAccountId": account, "eventCategory": "Management",
        "tlsDetails": {"tlsVersion": "TLSv1.3", "cipherSuite": "TLS_AES_128_GCM_SHA256", "clientProvidedHostHeader": "%s.%s.amazonaws.com" % (source.split(".")[0], region)}})
    return common


def write_file(rng, folder, account, region, minute, args):
    day = os.path.join(folder, "AWSLogs", account, "CloudTrail", region, "2026", "11", "20")
    os.makedirs(day, exist_ok=True)
    unique = "".join(rng.choice("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") for _ in range(16))
    name = "%s_CloudTrail_%s_20261120T%02d%02dZ_%s.json.gz" % (account, region, minute // 60 % 24, minute % 60, unique)
    second = minute * 60
    text = json.dumps({"Records": [record(rng, account, region, max(0, second - rng.randrange(300)), args.functions) for _ in range(args.records)]},
                      separators=(",", ":")).encode()
    packed = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", fileobj=packed, mtime=0) as stream:
        stream.write(text)
    with open(os.path.join(day, name), "wb") as out:
        out.write(packed.getvalue())
    return len(text), len(packed.getvalue())


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--bytes", type=int, default=1 << 20)
    parser.add_argument("--accounts", type=int, default=2)
    parser.add_argument("--regions", type=int, default=3)
    parser.add_argument("--functions", type=int, default=20)
    parser.add_argument("--records", type=int, default=500, help="of each file")
    args = parser.parse_args()
    rng = random.Random(1)
    plain = packed = n = 0
    while plain < args.bytes:
        account = "1111222233%02d" % (n % args.accounts)
        region = REGIONS[n // args.accounts % args.regions % len(REGIONS)]
        a, b = write_file(rng, args.folder, account, region, 5 * (n // (args.accounts * args.regions)) % 1440, args)
        plain, packed, n = plain + a, packed + b, n + 1
    print("%d files, %d bytes, %d compressed" % (n, plain, packed))


if __name__ == "__main__":
    sys.exit(main())
