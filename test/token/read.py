"""Reads and writes tokens with PyJWT and jwcrypto, as docs/tokens.md says: JSON in, JSON out."""

import json
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
    return {"typ": header["typ"], "payload": by_jwcrypto}


def write(kid, alg, payload):
    sealed = jws.JWS(payload.encode())
    header = {"typ": "2", "kid": kid, "alg": alg}
    sealed.allowed_algs = [alg]
    sealed.add_signature(key_of(kid), None, json.dumps(header))
    return sealed.serialize(compact=True)


def encrypt(token):
    header = {"alg": "dir", "enc": "A256GCM", "kid": asked["encryptionKey"]["kid"], "typ": "2+enc", "cty": "JOSE"}
    box = jwe.JWE(token.encode(), json.dumps(header))
    box.add_recipient(jwk.JWK(kty="oct", k=asked["encryptionKey"]["key"]))
    return box.serialize(compact=True)


written = [write(each["kid"], each["alg"], each["payload"]) for each in asked["write"]]
json.dump(
    {
        "read": [read(token) for token in asked["read"]],
        "written": written,
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
