"""Reads and writes tokens with PyJWT and jwcrypto, as docs/tokens.md says: JSON in, JSON out."""

import base64
import hashlib
import json
import re
import sys

import jwt
from jwcrypto import jwe, jwk, jws

asked = json.load(sys.stdin)


def key_of(kid):
    key = next(each["key"] for each in asked["keys"] if each["kid"] == kid)
    if isinstance(key, str):
        return jwk.JWK(kty="oct", k=jwk.base64url_encode(key.encode()))
    return jwk.JWK(**key)


def read(token):
    if token.count(".") == 4:
        box = jwe.JWE()
        secret = asked["encryptionKey"]["key"]
        box.deserialize(token, jwk.JWK(kty="oct", k=secret))
        token = box.payload.decode()
    header = jwt.get_unverified_header(token)
    sealed = jws.JWS()
    sealed.allowed_algs = [header["alg"]]
    sealed.deserialize(token, key_of(header["kid"]))
    by_jwcrypto = sealed.payload.decode()
    by_pyjwt = by_jwcrypto
    if header["alg"] == "HS256":
        secret = next(each["key"] for each in asked["keys"] if each["kid"] == header["kid"])
        by_pyjwt = jwt.PyJWS().decode(token, key=secret.encode(), algorithms=["HS256"]).decode()
    assert by_jwcrypto == by_pyjwt
    return {"typ": header["typ"], "payload": by_jwcrypto, "claims": claims(by_jwcrypto)}


# What follows is docs/tokens.md and nothing else, for whoever wants to write a reader in another language.

DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
LAYOUTS = [(0, 0, 0), (0, 0, 2)]
LAYOUTS += [(5, window * 2**30, count) for window in range(6) for count in (1, 2)]
LAYOUTS += [(6, 0, 1), (7, 0, 2)]


def number(digits):
    value = 0
    for digit in digits:
        value = value * 64 + DIGITS.index(digit)
    return value


def scheme(at):
    if at in (0, 49):
        return ""
    name, base = ("https", 1) if at == 1 else ("http", 2) if at < 18 else ("https", 17)
    letters = [c.upper() if (at - base) >> i & 1 else c for i, c in enumerate(name)]
    return "".join(letters) + "://"


def unpacked(text):
    if text[0] == "=":
        return text[1:]
    if text[0] not in "~^!|":
        return text
    digits = base64.urlsafe_b64decode(text[1:] + "=" * (-len(text[1:]) % 4)).hex()
    if text[0] in "~^":
        digits = "-".join(re.fullmatch("(.{8})(.{4})(.{4})(.{4})(.{12})", digits).groups())
    return digits.upper() if text[0] in "^|" else digits


def claims(payload):
    places = json.loads(payload)
    if isinstance(places, str):
        places = [places]
    elif len(places) == 1:
        places = [1, *places]
    flags = places.pop(0) if isinstance(places[0], int) else 0
    kind = scheme(flags % 200 // 4)
    url = kind + places.pop(0) if flags % 200 // 4 else None
    tags = places.pop(0) if isinstance(places[0], dict) else None
    head, *rest = places
    mark = number(head[-1])
    time, added, count = LAYOUTS[mark // 4]
    end = len(head) - 1
    part_at = end - (mark // 2 % 2)
    count_at = part_at - count
    time_at = count_at - time
    part = number(head[part_at:end])
    link_id = head[: time_at - 12]
    if mark // 4 == 0:
        rest = [0, *rest]
    rest += [0] * (5 - len(rest))
    ids = [None if place == 0 else unpacked(place) if mark % 2 else place for place in rest[:4]]
    names = ["contactId", "campaignId", "messageId", "variant"]
    found = {
        "url": url,
        "tags": tags,
        "linkId": unpacked(link_id) if flags >= 200 else link_id,
        "audience": head[time_at - 12 : time_at],
        "sentAt": number(head[time_at:count_at]) + added if time else None,
        "linkCount": number(head[count_at:part_at]) or None,
        "part": ["html", "amp", "text"][part % 3],
        "test": part >= 3,
        "appLink": flags % 2 == 1 or None,
        "honeypot": flags // 2 % 2 == 1 or None,
        **dict(zip(names, ids)),
    }
    return {name: value for name, value in found.items() if value is not None}


def audience(tracking_url):
    return base64.urlsafe_b64encode(hashlib.sha256(tracking_url.encode()).digest()[:9]).decode()


def write(kid, alg, payload):
    sealed = jws.JWS(payload.encode())
    header = {"typ": "2", "kid": kid, "alg": alg}
    sealed.allowed_algs = [alg]
    sealed.add_signature(key_of(kid), None, json.dumps(header))
    return sealed.serialize(compact=True)


def encrypt(token):
    header = {"alg": "dir", "enc": "A256GCM", "kid": asked["encryptionKey"]["kid"], "typ": "2e", "cty": "JOSE"}
    box = jwe.JWE(token.encode(), json.dumps(header))
    box.add_recipient(jwk.JWK(kty="oct", k=asked["encryptionKey"]["key"]))
    return box.serialize(compact=True)


written = [write(each["kid"], each["alg"], each["payload"]) for each in asked["write"]]
json.dump(
    {
        "read": [read(token) for token in asked["read"]],
        "written": written,
        "audience": audience(asked["trackingUrl"]),
        "encrypted": encrypt(written[0]),
        "pyjwt": jwt.PyJWS().encode(
            asked["write"][0]["payload"].encode(),
            asked["keys"][0]["key"].encode(),
            algorithm="HS256",
            headers={"typ": "2", "kid": asked["write"][0]["kid"]},
        ),
    },
    sys.stdout,
)
