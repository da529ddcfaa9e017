# pip install "pyjwt[crypto]"
import os
import jwt

# Fetched once and kept; fetched again when a token names a key that is not there.
keys = jwt.PyJWKClient("__ISSUER__/oauth/jwks")

def verify(token):
    key = keys.get_signing_key_from_jwt(token)
    return jwt.decode(token, key.key, algorithms=["ES256"], issuer="__ISSUER__", audience="__AUDIENCE__",
                      options={"require": ["exp", "iss", "aud", "sub"]})

print(verify(os.environ["TOKEN"]))  # scope says what it allows, sub for whom, client_id to whom
