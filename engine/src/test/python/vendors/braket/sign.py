"""Signs random requests with botocore and prints them with their signatures: the oracle for our own Signature Version 4."""

import datetime
import json
import random
import string
import sys
from urllib.parse import quote

import botocore.auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

how_many, seed = int(sys.argv[1]), int(sys.argv[2])
dice = random.Random(seed)
SIGNS = string.ascii_letters + string.digits + " :/+=&%?#~._-*'()!,;@$\u00e9\u4e2d"


def text(most, alphabet=SIGNS):
    return "".join(dice.choice(alphabet) for _ in range(dice.randrange(most + 1)))


def path(service):
    parts = [quote(text(12), safe="") for _ in range(dice.randrange(5))]
    if service == "s3":
        parts = [part for part in parts if part]
    # Dots are resolved on the way out, before anything is signed.
    parts = [part for part in parts if part not in (".", "..")]
    return "/" + "/".join(parts) + dice.choice(["", "/"] if parts and service != "s3" else [""])


def query():
    pairs = []
    for _ in range(dice.randrange(5)):
        name = quote(text(4, "abAB-_.~ :"), safe="")
        if name:
            pairs.append(name + dice.choice(["", "=" + quote(text(8), safe="")]))
    return "&".join(pairs)


def case():
    service = dice.choice(["braket", "s3", "sts"])
    region = dice.choice(["us-east-1", "eu-north-1", "us-west-1"])
    host = dice.choice(["braket.us-east-1.amazonaws.com", "127.0.0.1:8080", "bucket.s3.eu-north-1.amazonaws.com:443", "EXAMPLE.com:444"])
    scheme = dice.choice(["https", "http"])
    asked = query()
    url = f"{scheme}://{host}{path(service)}{'?' + asked if asked else ''}"
    headers = {}
    if dice.random() < 0.5:
        headers["Content-Type"] = "application/json"
    for _ in range(dice.randrange(3)):
        headers["X-Amz-" + text(6, string.ascii_letters) + "q"] = ("v " + text(10, "ab c  d-;,")).strip()
    moment = datetime.datetime(2026, 1, 1, tzinfo=datetime.timezone.utc) + datetime.timedelta(seconds=dice.randrange(40_000_000))
    keys = {
        "id": "AK" + text(18, string.ascii_uppercase) + "X",
        "secret": text(40, string.ascii_letters + "+/=") + "s",
        "token": dice.choice([None, text(60, string.ascii_letters + "+/=") + "t"]),
    }
    body = text(200) if dice.random() < 0.6 else ""
    method = dice.choice(["GET", "POST", "PUT", "DELETE", "PATCH"])
    request = AWSRequest(method=method, url=url, headers=dict(headers), data=body.encode() if body else None)
    botocore.auth.get_current_datetime = lambda *_, **__: moment
    signer = botocore.auth.S3SigV4Auth if service == "s3" else botocore.auth.SigV4Auth
    signer(Credentials(keys["id"], keys["secret"], keys["token"]), service, region).add_auth(request)
    return {
        "method": method,
        "url": url,
        "headers": headers,
        "body": body,
        "service": service,
        "region": region,
        "time": moment.isoformat().replace("+00:00", "Z"),
        "keys": keys,
        "authorization": request.headers["Authorization"],
    }


print(json.dumps([case() for _ in range(how_many)]))
