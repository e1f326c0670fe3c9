#!/usr/bin/env python3
"""second_opinion_lambda.py ASSAY [CASES [SEED]]: judges random exports of functions, security groups and VPCs a second time.

The oracle shares no code with the rules. It was written from AWS's documentation and the descriptions of the controls. Each case
is one account with one or two Regions; all are judged in one run. A difference is printed with what the oracle read.
A verdict of the oracle is a set: where AWS documents no meaning, more than one verdict is right.
"""
import collections
import ipaddress
import json
import os
import random
import subprocess
import sys
import tempfile

PASS, FAIL, UNKNOWN, NONE = "pass", "fail", "unknown", "not-applicable"
DAY = "2026-11-29"
# days of deprecation, from "Lambda runtimes" of the Lambda developer guide
RUNTIMES = {"nodejs22.x": "2027-04-30", "nodejs20.x": "2026-04-30", "nodejs16.x": "2024-06-12", "python3.13": "2029-06-30",
            "python3.9": "2025-12-15", "java21": "2029-06-30", "java8": "2024-01-08", "go1.x": "2024-01-08", "provided.al2": "2026-07-31"}
OPERATIONS = {"get-policy": "GetPolicy", "list-function-url-configs": "ListFunctionUrlConfigs",
              "get-function-event-invoke-config": "GetFunctionEventInvokeConfig",
              "get-function-code-signing-config": "GetFunctionCodeSigningConfig"}
chance = random.Random()
expected = {}


def happens(share):
    return chance.random() < share


def expect(control, subject, verdicts, read):
    expected["aws-" + control, subject] = ({verdicts} if isinstance(verdicts, str) else verdicts, read)


class Region:
    """The folder of the exports of one Region."""

    def __init__(self, root, account, name):
        self.account, self.name = account, name
        self.folder = os.path.join(root, account, name)
        os.makedirs(self.folder)

    def write(self, name, value):
        with open(os.path.join(self.folder, name + ".json"), "w", encoding="ascii") as file:
            file.write(value if isinstance(value, str) else json.dumps(value))

    def envelope(self, command, parameters, **answer):
        return {"assay": {"format": 1, "command": command, "parameters": parameters, "account": self.account, "region": self.name}, **answer}


def error_text(code, operation, message):
    """The AWS CLI's error, in each of its forms."""
    core = "An error occurred (%s) when calling the %s operation: %s" % (code, operation, message)
    return chance.choice([core + "\n", "\n" + core + "\n", "\naws: [ERROR]: " + core + "\n",
                          "aws: [ERROR]: " + core + "\n\nAdditional error details:\nType: User\n"])


def answer(region, command, name, arn, output, absence=None):
    """Writes the answer to a command about a function; output None: AWS answers with the error `absence`.

    Returns "shown" (its output), "absent" (the error says that nothing is set) or "hidden".
    """
    file = chance.choice(["lambda-", ""]) + command + "." + name
    operation = OPERATIONS[command]
    parameters = {chance.choice(["function-name", "FunctionName"]): chance.choice([name, arn])}
    way = chance.choice(["output"] * 8 + ["envelope"] * 3 + ["denied", "denied in an envelope", "throttled", "missing", "empty", "another operation"])
    if way in ("output", "envelope") and output is None:
        code = "ResourceNotFoundException"
        if way == "output":
            region.write(file, error_text(code, operation, absence))
        else:
            region.write(file, region.envelope("lambda " + command, parameters, error={"code": code, "message": absence}))
        return "absent"
    if way == "output":
        region.write(file, output)
        return "shown"
    if way == "envelope":
        region.write(file, region.envelope("lambda " + command, parameters, output=output))
        return "shown"
    if way == "denied":
        region.write(file, error_text("AccessDeniedException", operation, "not authorized"))
    elif way == "denied in an envelope":
        region.write(file, region.envelope("lambda " + command, parameters, error={"code": "AccessDeniedException", "message": "no"}))
    elif way == "throttled":
        region.write(file, error_text("TooManyRequestsException", operation, "Rate exceeded"))
    elif way == "empty":
        region.write(file, "")
    elif way == "another operation":
        region.write(file, error_text("ResourceNotFoundException", "GetFunction", "Function not found: " + arn))
    return "hidden"


# ---- policies ----

LIMITS = {  # values of each key that name one account or organization, and values that name many
    "aws:SourceAccount": (["111122223333"], [["*"], ["1111*"], ["111122223333", "*"]]),
    "aws:PrincipalOrgID": (["o-abcdefghij"], [["*"], ["o-*"], ["o-abcdefghij", "o-*"], ["${aws:PrincipalOrgID}"]]),
    "aws:SourceArn": (["arn:aws:events:us-east-1:111122223333:rule/x"], [["*"], ["arn:*"], ["arn:aws:events:*:*:rule/*"], ["arn:aws:s3:::b*"]]),
}


def condition():
    """A condition, and whether it limits who is allowed: True, False, or None if no value of the key fulfils it."""
    key = chance.choice(list(LIMITS) + ["lambda:FunctionUrlAuthType"])
    prefix, suffix = chance.choice(["", "", "", "ForAnyValue:", "ForAllValues:"]), chance.choice(["", "", "", "IfExists"])
    if key == "lambda:FunctionUrlAuthType":
        values = chance.choice([["AWS_IAM"], ["NONE"], ["AWS_IAM", "NONE"]])
        prefix = suffix = ""
        operator, one = "StringEquals", values == ["AWS_IAM"]
    else:
        one_value, many = LIMITS[key]
        operator = chance.choice(["StringEquals", "StringLike", "StringNotEquals", "StringNotLike", "Null"])
        if key == "aws:SourceArn":
            operator = chance.choice(["ArnLike", "ArnEquals", "ArnNotLike", "StringLike"])
        one = happens(.5)
        values = one_value if one else chance.choice(many)
        if operator == "Null":
            values, prefix, suffix = ["false"], "", ""
    if operator == "Null" or "Not" in operator:
        limits = False
    elif one:
        # without the key, these hold for everyone
        limits = not suffix and prefix != "ForAllValues:"
    else:
        literal = operator == "StringEquals" and key != "lambda:FunctionUrlAuthType" and "$" not in values[0]
        limits = None if literal else False
    spelled = key if happens(.6) else key.lower() if happens(.5) else key.upper()
    return prefix + operator + suffix, spelled, values if len(values) > 1 or happens(.5) else values[0], limits


PRINCIPALS = [({"Principal": "*"}, True), ({"Principal": {"AWS": "*"}}, True), ({"Principal": {"AWS": ["*"]}}, True),
              ({"Principal": {"AWS": ["arn:aws:iam::111122223333:root", "*"]}}, True),
              ({"Principal": {"Service": "s3.amazonaws.com", "AWS": "*"}}, True),
              ({"NotPrincipal": {"AWS": "arn:aws:iam::111122223333:root"}}, True),
              ({"Principal": {"Service": "s3.amazonaws.com"}}, False), ({"Principal": {"AWS": "111122223333"}}, False),
              ({"Principal": {"AWS": ["arn:aws:iam::111122223333:user/a", "AIDAEXAMPLE"]}}, False),
              ({"Principal": {"Federated": "arn:aws:iam::111122223333:saml-provider/x"}}, False)]


def policy(arn):
    """The text of a policy, and the verdicts on it."""
    statements, verdicts = [], {PASS}
    for i in range(chance.choice([1, 1, 1, 2, 3])):
        members, everyone = chance.choice(PRINCIPALS)
        statement = {"Sid": "s%d" % i, "Effect": "Allow", **members, "Action": chance.choice(["lambda:InvokeFunction", ["lambda:*"]]), "Resource": arn}
        limits = []
        for _ in range(chance.choice([0, 0, 1, 1, 2])):
            operator, key, values, limit = condition()
            keys = statement.setdefault("Condition", {}).setdefault(operator, {})
            if key.lower() not in [k.lower() for k in keys]:
                keys[key] = values
                limits.append(limit)
        statements.append(statement)
        if everyone and True not in limits:
            if None not in limits:
                verdicts = {FAIL}
            elif verdicts != {FAIL}:
                verdicts = {PASS, FAIL, UNKNOWN}
    document = {"Version": "2012-10-17", "Id": "default", "Statement": statements if len(statements) > 1 or happens(.8) else statements[0]}
    return json.dumps(document), verdicts


# ---- functions ----

def judge_configuration(region, function, arn):
    """Fills the configuration of a function; judges runtime and environment."""
    image = happens(.2)
    function["PackageType"] = "Image" if image else "Zip"
    if not image:
        function["Runtime"] = chance.choice(list(RUNTIMES) + ["python9.9"])
    runtime = function.get("Runtime")
    late = RUNTIMES.get(runtime, "") <= DAY
    expect("lambda-supported-runtime", arn, NONE if image else UNKNOWN if runtime not in RUNTIMES else FAIL if late else PASS, runtime)
    environment = chance.choice([None, {}, {"Variables": {}}, {"Variables": {"A": ""}}, {"Error": {"ErrorCode": "AccessDeniedException", "Message": "m"}}])
    key = chance.choice([None, "", "arn:aws:kms:%s:%s:key/1234abcd-12ab-34cd-56ef-1234567890ab" % (region.name, region.account)])
    if environment is not None:
        function["Environment"] = environment
    if key is not None:
        function["KMSKeyArn"] = key
    has_variables = bool(environment) and environment != {"Variables": {}}
    expect("lambda-environment-kms-key", arn, NONE if not has_variables else PASS if key else {FAIL, UNKNOWN} if "Error" in environment else FAIL,
           (environment, key))
    return image


def judge_answers(region, function, name, arn, image):
    queue = "arn:aws:sqs:%s:%s:q" % (region.name, region.account)
    # failed events
    letters = chance.choice([None, None, {}, {"TargetArn": ""}, {"TargetArn": queue}])
    if letters is not None:
        function["DeadLetterConfig"] = letters
    config = chance.choice([None, {"MaximumRetryAttempts": 0}, {"DestinationConfig": {"OnSuccess": {"Destination": queue}, "OnFailure": {}}},
                            {"DestinationConfig": {"OnSuccess": {}, "OnFailure": {"Destination": queue}}}])
    output = dict(config, LastModified=1700000000, FunctionArn=arn + ":$LATEST") if config else None
    got = answer(region, "get-function-event-invoke-config", name, arn, output, "The function %s:$LATEST doesn't have an EventInvokeConfig" % arn)
    sent = got == "shown" and config.get("DestinationConfig", {}).get("OnFailure", {}).get("Destination")
    expect("lambda-failure-destination", arn, PASS if (letters or {}).get("TargetArn") or sent else UNKNOWN if got == "hidden" else FAIL, (letters, config, got))
    # code signing
    signing = chance.choice([{}, {"CodeSigningConfigArn": "arn:aws:lambda:%s:%s:code-signing-config:csc-1" % (region.name, region.account), "FunctionName": name}])
    got = answer(region, "get-function-code-signing-config", name, arn, signing)
    expect("lambda-code-signing", arn, NONE if image else UNKNOWN if got == "hidden" else PASS if signing else FAIL, (signing, got))
    # URLs
    types = [chance.choice(["AWS_IAM", "AWS_IAM", "NONE", "OTHER"]) for _ in range(chance.choice([0, 1, 1, 2]))]
    urls = {"FunctionUrlConfigs": [{"FunctionUrl": "https://%d.on.aws/" % i, "FunctionArn": arn + chance.choice(["", ":prod"]), "AuthType": t}
                                   for i, t in enumerate(types)]}
    cut = happens(.1)
    if cut:
        urls[chance.choice(["NextMarker", "NextToken"])] = "t"
    got = answer(region, "list-function-url-configs", name, arn, urls)
    verdict = UNKNOWN if got == "hidden" else FAIL if "NONE" in types else UNKNOWN if cut or "OTHER" in types else PASS
    expect("lambda-url-iam-auth", arn, verdict, (types, cut, got))
    # policy
    text, verdicts = policy(arn)
    got = answer(region, "get-policy", name, arn, {"Policy": text, "RevisionId": "r"} if happens(.8) else None, "The resource you requested does not exist.")
    expect("lambda-not-public", arn, UNKNOWN if got == "hidden" else PASS if got == "absent" else verdicts, (text, got))


def functions_of(region, roles):
    """Writes the functions of a Region; returns False if the list is not complete."""
    if happens(.1):
        region.write("list-functions", error_text("AccessDeniedException", "ListFunctions", "no"))
        return False
    functions = []
    for i in range(chance.randrange(4)):
        name = chance.choice(["f", "Fn_", "a-b"]) + str(i)
        arn = "arn:aws:lambda:%s:%s:function:%s" % (region.name, region.account, name)
        function = {"FunctionName": name, "FunctionArn": arn, "Role": "arn:aws:iam::%s:role/%s" % (region.account, chance.choice("abcdefgh")), "Version": "$LATEST"}
        image = judge_configuration(region, function, arn)
        judge_answers(region, function, name, arn, image)
        roles[function["Role"]].append(arn)
        functions.append(function)
    cut = happens(.1)
    region.write("list-functions", dict({"Functions": functions}, **({"NextToken": "t"} if cut else {})))
    return not cut


def judge_roles(roles, complete):
    for role, arns in roles.items():
        for arn in arns:
            expect("lambda-own-role", arn, FAIL if len(arns) > 1 else PASS if complete else UNKNOWN, (role, complete))


# ---- networks ----

EVERYONE = {"IpRanges": ipaddress.ip_network("0.0.0.0/0"), "Ipv6Ranges": ipaddress.ip_network("2000::/3")}
RANGES = {"IpRanges": ("CidrIp", [[], [], ["0.0.0.0/0"], ["10.0.0.0/8"], ["0.0.0.0/1"], ["128.0.0.0/1"], ["0.0.0.0/2", "64.0.0.0/2"], ["0.0.0.0/8"]]),
          "Ipv6Ranges": ("CidrIpv6", [[], [], [], ["::/0"], ["0:0:0:0:0:0:0:0/0"], ["0::/0"], ["::/1"], ["8000::/1"], ["2000::/3"], ["2000::/4"],
                                      ["3000::/4"], ["2001:db8::/32"], ["fc00::/7"], ["::/128"]])}


def lets_everyone_in(ranges, everyone):
    networks = ipaddress.collapse_addresses(ipaddress.ip_network(text) for text in ranges)
    return any(everyone.subnet_of(network) for network in networks)


def judge_groups(region):
    groups = []
    for i in range(chance.randrange(4)):
        rules, reached, listed = [], collections.defaultdict(list), False
        for _ in range(chance.choice([0, 1, 1, 2, 3])):
            protocol = chance.choice(["tcp", "tcp", "6", "-1", "udp", "17", "icmp", "58", "47"])
            first, last = chance.choice([(22, 22), (3389, 3389), (0, 65535), (20, 23), (21, 21), (23, 3388), (22, 3389)])
            rule = {"IpProtocol": protocol, "PrefixListIds": [{"PrefixListId": "pl-1"}] if happens(.1) else [], "UserIdGroupPairs": []}
            if protocol not in ("-1", "47"):
                rule["FromPort"], rule["ToPort"] = first, last
            for field, (member, choices) in RANGES.items():
                rule[field] = [{member: text} for text in chance.choice(choices)]
            rules.append(rule)
            for name, number, port in (("tcp", "6", 22), ("tcp", "6", 3389), ("udp", "17", 3389)):
                if protocol == "-1" or protocol in (name, number) and first <= port <= last:
                    listed = listed or rule["PrefixListIds"] != []
                    for field, (member, _) in RANGES.items():
                        reached[field, name, port] += [r[member] for r in rule[field]]
        group = "sg-%08x" % i
        groups.append({"GroupId": group, "GroupName": "g", "OwnerId": region.account, "IpPermissions": rules, "IpPermissionsEgress": []})
        is_open = any(lets_everyone_in(ranges, EVERYONE[field]) for (field, _, _), ranges in reached.items())
        expect("ec2-no-public-admin-ports", "%s/%s/%s" % (region.account, region.name, group), FAIL if is_open else UNKNOWN if listed else PASS, rules)
    region.write("describe-security-groups", {"SecurityGroups": groups})


def judge_vpcs(region):
    vpcs, logs = [], []
    state = chance.choice(["complete"] * 4 + ["cut", "denied", "missing"])
    for i in range(chance.randrange(4)):
        vpc, delivered, unclear = "vpc-%08x" % i, False, False
        vpcs.append({"VpcId": vpc, "OwnerId": region.account, "State": "available", "CidrBlock": "10.0.0.0/16"})
        for _ in range(chance.choice([0, 1, 1, 2])):
            log = {"FlowLogId": "fl-%d" % len(logs), "ResourceId": chance.choice([vpc, vpc, vpc, "subnet-1", vpc[:-1]]), "TrafficType": "ALL",
                   "FlowLogStatus": "ACTIVE"}
            status = chance.choice(["SUCCESS", "FAILED", None, "OTHER"])
            if status:
                log["DeliverLogsStatus"] = status
            logs.append(log)
            if log["ResourceId"] == vpc:
                delivered = delivered or status in ("SUCCESS", None)
                unclear = unclear or status == "OTHER"
        shown = state in ("complete", "cut")
        verdict = PASS if shown and delivered else UNKNOWN if state != "complete" or unclear else FAIL
        expect("vpc-flow-logs", "%s/%s/%s" % (region.account, region.name, vpc), verdict, (state, logs))
    region.write("describe-vpcs", {"Vpcs": vpcs})
    if state == "denied":
        region.write("describe-flow-logs", error_text("UnauthorizedOperation", "DescribeFlowLogs", "no"))
    elif state != "missing":
        region.write("describe-flow-logs", dict({"FlowLogs": logs}, **({"NextToken": "t"} if state == "cut" else {})))


def make_account(root, number):
    account, roles, complete = str(200000000000 + number), collections.defaultdict(list), True
    for name in chance.sample(["us-east-1", "eu-west-1", "ap-south-1"], chance.choice([1, 2])):
        region = Region(root, account, name)
        # a refused call about a function casts doubt on the other lists of its folder, so networks are in accounts of their own
        if number % 2 == 0:
            complete = functions_of(region, roles) and complete
        else:
            judge_groups(region)
            judge_vpcs(region)
    judge_roles(roles, complete)


def main():
    assay, cases, seed = os.path.abspath(sys.argv[1]), int((sys.argv + ["60"])[2]), int((sys.argv + ["", "1"])[3])
    chance.seed(seed)
    with tempfile.TemporaryDirectory() as root:
        for number in range(cases):
            make_account(os.path.join(root, "in"), number)
        command = [assay, "check", "--no-config", "--show", "all", "--now", DAY, "--format", "json"]
        for control in sorted({control for control, _ in expected}):
            command += ["--control", control]
        run = subprocess.run(command + ["in"], cwd=root, stdout=subprocess.PIPE, check=False)
        got = {(result["control"], result["subject"]): result["verdict"] for result in json.loads(run.stdout)["results"]}
    wrong = 0
    for key, (verdicts, read) in expected.items():
        if got.get(key) not in verdicts:
            wrong += 1
            print("FAILED: %s %s: %s, but the second opinion is %s of %s" % (*key, got.get(key), " or ".join(sorted(verdicts)), json.dumps(read)))
    print("%d passed, %d failed" % (len(expected) - wrong, wrong))
    return wrong != 0


if __name__ == "__main__":
    sys.exit(main())
