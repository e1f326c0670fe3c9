"""Random accounts, and a second opinion on the verdicts of some controls of the pack.

    second_opinion_pack.py ASSAY [SEED [ACCOUNTS]]

Writes exports of random accounts (buckets with policies, ACLs and public access blocks, trails, policies of IAM, a password
policy) into a temporary folder, judges them with ASSAY, and compares each verdict with that of an oracle. The oracle shares
no code with the rules: it follows the documentation of AWS, and evaluates policies by requests. A set of verdicts is what it
accepts. A pass that it does not accept, and a fail where only a pass is right, are failures; an unknown is none, because
assay may be more careful; too many of them are one failure.
"""
import json, os, random, re, subprocess, sys, tempfile

PASS, FAIL, UNKNOWN = "pass", "fail", "unknown"
SETTINGS = ["BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets"]
BUCKET_CONTROLS = ["aws-s3-bucket-public-access-block", "aws-s3-bucket-tls-only", "aws-s3-bucket-versioning"]
TRAIL_CONTROLS = ["aws-cloudtrail-bucket-not-public", "aws-cloudtrail-bucket-access-logging"]
ACCOUNT_CONTROLS = ["aws-s3-account-public-access-block", "aws-iam-password-policy"]
CONTROLS = BUCKET_CONTROLS + TRAIL_CONTROLS + ACCOUNT_CONTROLS + ["aws-iam-no-full-admin-policy"]


# ---- three values: True, False, None ----


def one_of(*values):
    return True if True in values else None if None in values else False


def all_of(*values):
    return False if False in values else None if None in values else True


def negate(value):
    return None if value is None else not value


def verdict(holds):
    return {True: {PASS}, False: {FAIL}, None: {UNKNOWN}}[holds]


# ---- policies by requests ----


def listed(value):
    return value if isinstance(value, list) else [value]


def matches(pattern, text):
    parts = (".*" if c == "*" else "." if c == "?" else re.escape(c) for c in pattern)
    return re.fullmatch("".join(parts), text, re.S) is not None


def compare(operator, key, values, request):
    """one key of a condition, of a request that has only known values; None: not documented, or the key is no part of it"""
    name = operator.lower()
    for prefix in ("forallvalues:", "foranyvalue:"):
        name = name[len(prefix):] if name.startswith(prefix) else name
    name = name[:-8] if name.endswith("ifexists") else name
    if key.lower() not in request:
        return False  # another key may have any value: some request is exempt
    have = request[key.lower()]
    if name == "null":
        return ("false" if have is not None else "true") in [str(v).lower() for v in listed(values)]
    if have is None:  # the TLS version of a request without TLS
        return None if name != operator.lower() or "not" in name else False
    if name == "bool" and have in ("true", "false"):
        return have in [str(v).lower() for v in listed(values)]
    if name.startswith("numeric") and have not in ("true", "false"):
        a, numbers = float(have), [float(v) for v in listed(values)]
        return {
            "equals": any(a == n for n in numbers), "notequals": all(a != n for n in numbers),
            "lessthan": any(a < n for n in numbers), "lessthanequals": any(a <= n for n in numbers),
            "greaterthan": any(a > n for n in numbers), "greaterthanequals": any(a >= n for n in numbers),
        }[name[7:]]
    return None


def applies(statement, action, resource, request):
    """True if the statement certainly applies to everyone who sends the request"""
    principal = statement.get("Principal")
    everyone = principal == "*" or isinstance(principal, dict) and "*" in listed(principal.get("AWS", []))
    if "Action" in statement:
        acts = any(matches(p.lower(), action.lower()) for p in listed(statement["Action"]))
    else:
        acts = not any(matches(p.lower(), action.lower()) for p in listed(statement["NotAction"]))
    if "Resource" in statement:
        names = any("${" not in p and matches(p, resource) for p in listed(statement["Resource"]))
    else:
        names = not any(matches(p, resource) for p in listed(statement["NotResource"]))
    conditions = [compare(o, k, v, request) for o, keys in statement.get("Condition", {}).items() for k, v in keys.items()]
    return all_of(everyone, acts, names, *conditions)


ON_BUCKET = ["s3:ListBucket", "s3:GetBucketAcl", "s3:PutBucketPolicy", "s3:DeleteBucket", "s3:GetEncryptionConfiguration", "s3:Newer"]
ON_OBJECT = ["s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload", "s3:RestoreObject", "s3:Newer"]
OBJECTS = ["a", "x/y.txt", "AWSLogs/1/z", "_", "public/x", "zz"]


def denies_without_tls(policy, bucket):
    denies = [s for s in listed(policy["Statement"]) if s["Effect"] == "Deny"]
    arn = "arn:aws:s3:::" + bucket
    parts = ([(a, arn) for a in ON_BUCKET], [(a, f"{arn}/{key}") for a in ON_OBJECT for key in OBJECTS])
    plain = [{"aws:securetransport": "false", "s3:tlsversion": None}]
    old = [{"s3:tlsversion": version} for version in ("0", "1.0", "1.1")]  # each version below 1.2
    accepted = []
    for part in parts:
        by_one, together = [], []
        for requests in (plain, old):
            by_one.append(all_of(*(one_of(*(all_of(*(applies(s, a, r, q) for a, r in part)) for s in denies)) for q in requests)))
            together.append(all(any(applies(s, a, r, q) for s in denies) for q in requests for a, r in part))
        holds = one_of(*by_one)
        # assay need not see that several statements, each of which exempts something, deny all requests together
        open_verdict = {PASS, FAIL, UNKNOWN} if any(together) else {FAIL, UNKNOWN}
        accepted.append(verdict(True) if holds else open_verdict if any(together) or holds is None else {FAIL})
    if {FAIL} in accepted:
        return {FAIL}
    every = set().union(*accepted)
    return every if all(PASS in each for each in accepted) else every - {PASS}


# "The meaning of public" in the user guide of S3: these keys with fixed values limit a statement
FIXED = ["aws:sourcearn", "aws:sourcevpc", "aws:sourcevpce", "aws:sourceaccount", "aws:principalorgid", "aws:principalaccount", "aws:principalarn"]
FREE = ["aws:securetransport", "aws:referer", "aws:useragent", "s3:prefix"]


def is_limited(operator, key, value):
    name, values = operator.lower().replace("foranyvalue:", ""), [str(v) for v in listed(value)]
    if key in FREE or "not" in name or "ifexists" in name or "forallvalues:" in name or name == "null":
        return False
    if key == "aws:sourceip":
        if name == "ipaddress":
            return all(int((v + "/32").split("/")[1]) >= (32 if ":" in v else 8) for v in values)
        return False if any(set(v) <= set("*?") for v in values) else None
    if key not in FIXED or name not in ("stringequals", "stringlike", "arnequals", "arnlike"):
        return None
    if not any(c in v for v in values for c in "*?"):
        return True
    return False if name != "stringequals" and "*" in values else None


def is_public(statement):
    if statement["Effect"] != "Allow":
        return False
    principal = statement.get("Principal")
    everyone = "NotPrincipal" in statement or principal == "*" or "*" in listed(principal.get("AWS", []))
    limits = [is_limited(o, k.lower(), v) for o, keys in statement.get("Condition", {}).items() for k, v in keys.items()]
    return all_of(everyone, negate(one_of(*limits)))


def allows_all(statement):
    """of a policy of IAM; None: a set of resources, or an empty list, which AWS does not document"""
    def wide(names):
        return any(re.fullmatch(r"\*+|\*:\*", name) for name in listed(names))
    if statement["Effect"] != "Allow":
        return False
    acts = not wide(statement["NotAction"]) if "NotAction" in statement else wide(statement["Action"])
    if [] in (statement.get("Action"), statement.get("NotAction")):
        acts = None
    return all_of(acts, None if "NotResource" in statement else wide(statement["Resource"]))


# ---- random policies ----


def spelled(rng, text):
    return rng.choice([text, text, text.lower(), text.upper()])


def everyone(rng):
    return rng.choice(["*", "*", {"AWS": "*"}, {"AWS": ["*"]}, {"AWS": ["arn:aws:iam::111122223333:root", "*"]}])


def someone(rng):
    return rng.choice([{"AWS": "111122223333"}, {"Service": "cloudtrail.amazonaws.com"}, {"Service": ["a.amazonaws.com"]}, {"AWS": []}])


def tls_condition(rng):
    key, tls = spelled(rng, "aws:SecureTransport"), spelled(rng, "s3:TlsVersion")
    false = rng.choice(["false", False, ["false"], [False]])
    numeric = rng.choice(["LessThan", "LessThan", "LessThanEquals", "NotEquals", "GreaterThan", "Equals", "LessThanIfExists"])
    return rng.choice([
        {rng.choice(["Bool", "BoolIfExists", "bool", "ForAnyValue:Bool", "ForAllValues:Bool"]): {key: false}}, {"Bool": {key: false}},
        {"Bool": {key: rng.choice(["true", ["true", "false"]])}}, {"Null": {key: rng.choice(["true", "false"])}},
        {"Numeric" + numeric: {tls: rng.choice(["1.2", 1.2, "1.1", ["1.0", "1.1"], "1.3"])}},
        {"Bool": {key: false}, "NumericLessThan": {tls: "1.2"}}, {"StringEquals": {key: "false"}},
        {"Bool": {key: false, "aws:PrincipalIsAWSService": "false"}}, {"Bool": {key: false}, "StringNotEquals": {"aws:PrincipalAccount": "1"}},
    ])


def deny(rng, bucket):
    arn = "arn:aws:s3:::" + bucket
    statement = {"Effect": "Deny", "Condition": tls_condition(rng)}
    statement.update(rng.choice([{"Principal": everyone(rng)}] * 6 + [{"Principal": someone(rng)}, {"NotPrincipal": someone(rng)}]))
    statement.update(rng.choice(
        [{"Action": a} for a in ("s3:*", "S3:*", "*", ["s3:*"], "s3:**", "*:*", "s3:?*", ["s3:Get*", "s3:Put*"], "s3:GetObject")]
        + [{"NotAction": "ec2:*"}, {"NotAction": ["s3:GetObject"]}]))
    both = {"Resource": [arn, arn + "/*"]}
    statement.update(rng.choice([both] * 6 + [
        {"Resource": r} for r in (arn, arn + "/*", arn + "*", "*", "arn:aws:s3:::*", [arn, arn + "/x/*"], [arn + "x", arn + "x/*"], arn[:-1] + "?")
    ] + [{"NotResource": "arn:aws:s3:::other/*"}, {"NotResource": arn + "/public/*"}, {"Resource": [arn, arn + "/${aws:username}/*"]}]))
    return statement


def allow(rng, bucket):
    key, value = rng.choice([
        ("aws:PrincipalOrgID", "o-1"), ("aws:SourceArn", "arn:aws:cloudtrail:eu-west-1:111122223333:trail/t"), ("aws:SourceArn", "*"),
        ("aws:PrincipalArn", "*"), ("aws:SourceAccount", ["111122223333", "444455556666"]), ("aws:Referer", "x"), ("s3:prefix", "a/"),
        ("aws:SourceIp", "10.0.0.0/8"), ("aws:SourceIp", ["10.0.0.0/8", "0.0.0.0/0"]), ("aws:SourceIp", "2001:db8::/32"), ("aws:SourceIp", "*")])
    operator = rng.choice(["StringEquals", "StringLike", "ArnLike", "StringNotEquals", "StringEqualsIfExists", "ForAllValues:StringEquals",
        "ForAnyValue:StringEquals", "stringlike", "NumericLessThan"])
    if key == "aws:SourceIp":
        operator = "StringLike" if value == "*" else rng.choice(["IpAddress", "IpAddress", "NotIpAddress", "ForAnyValue:IpAddress"])
    statement = {"Effect": "Allow", "Action": rng.choice(["s3:GetObject", "s3:*"]), "Resource": f"arn:aws:s3:::{bucket}/*"}
    statement.update(rng.choice([{"Principal": everyone(rng)}, {"Principal": someone(rng)}, {"NotPrincipal": someone(rng)}]))
    if rng.random() < 0.7:
        statement["Condition"] = {operator: {spelled(rng, key): value}}
    return statement


def bucket_policy(rng, bucket):
    statements = [deny(rng, bucket) for _ in range(rng.choice([0, 1, 1, 2]))] + [allow(rng, bucket) for _ in range(rng.choice([0, 1, 2]))]
    rng.shuffle(statements)
    return {"Version": "2012-10-17", "Statement": statements[0] if len(statements) == 1 else statements}


def iam_policy(rng):
    def statement():
        made = {"Effect": rng.choice(["Allow", "Allow", "Deny"])}
        made.update(rng.choice([{"Action": a} for a in ("*", ["s3:Get*", "*"], "*:*", "**", "s3:*", [], "iam:*")]
            + [{"NotAction": a} for a in ("iam:*", "*", [])]))
        made.update(rng.choice([{"Resource": r} for r in ("*", ["arn:aws:s3:::b", "*"], "**", "arn:aws:s3:::b/*")] + [{"NotResource": "arn:aws:s3:::b"}]))
        return made
    return {"Version": "2012-10-17", "Statement": rng.choice([statement(), [statement(), statement()]])}


# ---- random accounts ----

ERRORS = {"NoSuchBucketPolicy", "NoSuchPublicAccessBlockConfiguration", "OwnershipControlsNotFoundError", "NoSuchEntity"}


class Account:
    def __init__(self, rng, root, number):
        self.rng, self.folder, self.number = rng, os.path.join(root, "%012d" % (222200000000 + number)), number
        self.id, self.accepted, self.inputs = os.path.basename(self.folder), {}, {}
        os.makedirs(os.path.join(self.folder, "eu-west-1"))
        self.block = self.put("s3control", "get-public-access-block", "account", self.public_access_block())
        self.expect("aws-s3-account-public-access-block", self.id, verdict(all_of(*self.settings(self.block).values())), self.block)
        self.password_policy()
        self.policies()
        self.buckets()

    def expect(self, control, subject, accepted, shown):
        self.accepted[control, subject], self.inputs[control, subject] = accepted, shown

    def put(self, service, operation, name, answer, region=None):
        """writes an answer (the output, or a code of an error) in one of its forms; returns it, or None if it shows nothing"""
        rng = self.rng
        answer = rng.choice([answer] * 14 + ["AccessDenied", None])
        if answer is None:
            return None
        call = "".join(word.capitalize() for word in operation.split("-"))
        if isinstance(answer, str):
            line = f"An error occurred ({answer}) when calling the {call} operation: text"
            text = rng.choice([line, f"\n{line}\n", f"\naws: [ERROR]: {line}\n\nAdditional error details:\nBucketName: b\n"])
        else:
            text = json.dumps(answer, indent=rng.choice([None, 4]))
        if rng.random() < 0.4:
            said = {"account-id": self.id} if service == "s3control" else {"bucket": name} if name else {}
            head = {"format": 1, "command": f"{service} {operation}", "parameters": said, "account": self.id, "time": "2026-11-20T10:02:41Z"}
            body = {"error": {"code": answer, "message": "text"}} if isinstance(answer, str) else {"output": answer}
            text = json.dumps({"assay": dict(head, **({"region": region} if region else {})), **body})
        file = rng.choice(["", service + "-"]) + operation + (f".{name}" if name else "") + ".json"
        with open(os.path.join(self.folder, region or "", file), "w") as out:
            out.write(text)
        return answer if not isinstance(answer, str) or answer in ERRORS else None

    def public_access_block(self):
        settings = {name: self.rng.random() < 0.7 for name in SETTINGS}
        return self.rng.choice(["NoSuchPublicAccessBlockConfiguration", {"PublicAccessBlockConfiguration": settings},
            {"PublicAccessBlockConfiguration": dict.fromkeys(SETTINGS, True)}])

    @staticmethod
    def settings(answer):
        if isinstance(answer, dict):
            return answer["PublicAccessBlockConfiguration"]
        return dict.fromkeys(SETTINGS, None if answer is None else False)

    def password_policy(self):
        policy = {"MinimumPasswordLength": self.rng.choice([14, 14, 13, 6]), "ExpirePasswords": False}
        if self.rng.random() < 0.8:
            policy["PasswordReusePrevention"] = self.rng.choice([24, 24, 23])
        answer = self.put("iam", "get-account-password-policy", None, self.rng.choice(["NoSuchEntity"] + [{"PasswordPolicy": policy}] * 4))
        holds = policy["MinimumPasswordLength"] >= 14 and policy.get("PasswordReusePrevention", 0) >= 24
        self.expect("aws-iam-password-policy", self.id, verdict(None if answer is None else holds and answer != "NoSuchEntity"), answer)

    def policies(self):
        rng, arn = self.rng, f"arn:aws:iam::{self.id}:"
        user = {"UserName": "u", "Arn": arn + "user/u"}
        role = {"RoleName": "r", "Arn": arn + "role/r", "RolePolicyList": [{"PolicyName": "p", "PolicyDocument": iam_policy(rng)}]}
        if rng.random() < 0.5:  # AWS prints no empty list
            user["UserPolicyList"] = [{"PolicyName": "p", "PolicyDocument": iam_policy(rng)}]
        versions = [{"VersionId": f"v{i}", "IsDefaultVersion": i == 2, "Document": iam_policy(rng)} for i in (1, 2, 3)]
        managed = {"PolicyName": "m", "Arn": arn + "policy/m", "PolicyVersionList": versions}
        lists = {"UserDetailList": [user], "GroupDetailList": [], "RoleDetailList": [role], "Policies": [managed]}
        if self.put("iam", "get-account-authorization-details", None, lists) is None:
            return
        documents = {arn + "policy/m": versions[1]["Document"], arn + "role/r:p": role["RolePolicyList"][0]["PolicyDocument"]}
        documents.update({arn + "user/u:p": p["PolicyDocument"] for p in user.get("UserPolicyList", [])})
        for subject, document in documents.items():
            wide = one_of(*(allows_all(s) for s in listed(document["Statement"])))
            self.expect("aws-iam-no-full-admin-policy", subject, {True: {FAIL}, False: {PASS}, None: {FAIL, UNKNOWN}}[wide], document)

    def buckets(self):
        names, trails = [f"b{self.number}-{i}" for i in range(3)], []
        with open(os.path.join(self.folder, "list-buckets.json"), "w") as out:
            json.dump({"Buckets": [{"Name": name} for name in names], "Owner": {"ID": "0"}}, out)
        for i, bucket in enumerate(names):
            arn = f"arn:aws:cloudtrail:eu-west-1:{self.id}:trail/t{i}"
            trails.append({"Name": f"t{i}", "TrailARN": arn, "HomeRegion": "eu-west-1", "S3BucketName": bucket, "IsMultiRegionTrail": True,
                "IsOrganizationTrail": False, "IncludeGlobalServiceEvents": True, "LogFileValidationEnabled": True})
            self.bucket(bucket, arn)
        with open(os.path.join(self.folder, "eu-west-1", "describe-trails.json"), "w") as out:
            json.dump({"trailList": trails}, out)

    def bucket(self, bucket, trail):
        rng, owner = self.rng, {"Grantee": {"ID": "0", "Type": "CanonicalUser"}, "Permission": "FULL_CONTROL"}
        policy = bucket_policy(rng, bucket)
        ownership = rng.choice(["BucketOwnerEnforced", "BucketOwnerPreferred", "ObjectWriter"])
        group = "http://acs.amazonaws.com/groups/" + rng.choice(["global/AllUsers", "global/AuthenticatedUsers", "s3/LogDelivery"])
        grants = rng.choice([[owner], [owner, {"Grantee": {"Type": "Group", "URI": group}, "Permission": "READ"}]])
        answers = {operation: self.put("s3api", operation, bucket, answer) for operation, answer in {
            "get-bucket-policy": rng.choice(["NoSuchBucketPolicy"] + [{"Policy": json.dumps(policy)}] * 6),
            "get-public-access-block": self.public_access_block(),
            "get-bucket-versioning": rng.choice([{}, {"Status": "Enabled"}, {"Status": "Suspended"}]),
            "get-bucket-logging": rng.choice([{}, {"LoggingEnabled": {"TargetBucket": "x", "TargetPrefix": ""}}]),
            "get-bucket-ownership-controls": rng.choice(["OwnershipControlsNotFoundError", {"OwnershipControls": {"Rules": [{"ObjectOwnership": ownership}]}}]),
            "get-bucket-acl": {"Owner": {"ID": "0"}, "Grants": grants},
        }.items()}
        own, general = self.settings(answers["get-public-access-block"]), self.settings(self.block)
        on = {name: one_of(own[name], general[name]) for name in SETTINGS}
        shown = (answers, self.block)
        self.expect("aws-s3-bucket-public-access-block", bucket, verdict(all_of(*on.values())), shown)
        for control, subject, operation, key in (("aws-s3-bucket-versioning", bucket, "get-bucket-versioning", ("Status", "Enabled")),
                ("aws-cloudtrail-bucket-access-logging", trail, "get-bucket-logging", None)):
            answer = answers[operation]
            self.expect(control, subject, verdict(None if answer is None else key in answer.items() if key else answer != {}), answer)
        answer = answers["get-bucket-policy"]
        tls = {UNKNOWN} if answer is None else {FAIL} if answer == "NoSuchBucketPolicy" else denies_without_tls(policy, bucket)
        self.expect("aws-s3-bucket-tls-only", bucket, tls, policy)
        statements = listed(policy["Statement"])
        public = None if answer is None else answer != "NoSuchBucketPolicy" and one_of(*(is_public(s) for s in statements))
        by_policy = all_of(public, negate(on["RestrictPublicBuckets"]))
        answer = answers["get-bucket-ownership-controls"]
        enforced = None if answer is None else isinstance(answer, dict) and ownership == "BucketOwnerEnforced"
        granted = None if answers["get-bucket-acl"] is None else len(grants) > 1 and "global" in group
        by_acl = all_of(granted, negate(one_of(on["IgnorePublicAcls"], enforced)))
        accepted = {True: {FAIL}, False: {PASS}, None: {UNKNOWN, FAIL}}[one_of(by_policy, by_acl)]
        # a Deny may take back all that a statement allows
        if by_policy and not by_acl and any(s["Effect"] == "Deny" for s in statements):
            accepted = {PASS, FAIL, UNKNOWN}
        self.expect("aws-cloudtrail-bucket-not-public", trail, accepted, shown)


def main():
    assay, seed, count = sys.argv[1], int((sys.argv + ["1"])[2]), int((sys.argv + ["1", "60"])[3])
    rng, failed, careful, compared = random.Random(seed), 0, 0, 0
    with tempfile.TemporaryDirectory() as root:
        accounts = [Account(rng, root, number) for number in range(count)]
        words = [word for control in CONTROLS for word in ("--control", control)]
        run = subprocess.run([assay, "check", *words, "--format", "json", "--show", "all", "--no-config", root], capture_output=True, text=True)
    results = {(r["account"], r["control"], r["subject"]): r for r in json.loads(run.stdout)["results"]}
    for account in accounts:
        for (control, subject), accepted in account.accepted.items():
            compared += 1
            result = results.get((account.id, control, subject), {"verdict": "none", "message": ""})
            if result["verdict"] in accepted:
                continue
            if result["verdict"] == UNKNOWN:
                careful += 1
                continue
            failed += 1
            print(f"FAILED: seed {seed}: {control} of {subject}: {result['verdict']}, but the oracle says {'/'.join(sorted(accepted))}: "
                f"{result['message']} {json.dumps(account.inputs[control, subject])}")
    if careful > compared / 50:
        failed += 1
        print(f"FAILED: seed {seed}: {careful} of {compared} verdicts are unknown where the oracle decides")
    print(f"{compared - failed} passed, {failed} failed")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
