# sign_in.py: run with Python 3.8 or newer; nothing to install.
[secret]# First, in the same terminal: export CLIENT_SECRET='the client secret'
import base64, hashlib, json, os, secrets
from urllib.parse import parse_qsl, urlencode, urlsplit
from urllib.request import Request, urlopen

ISSUER = "__ISSUER__"
CLIENT_ID = "__CLIENT_ID__"
REDIRECT_URI = "__REDIRECT_URL__"
server = json.load(urlopen(f"{ISSUER}/.well-known/openid-configuration"))

# 1. Send the person to this address; keep state and verifier until they come back.
state, verifier = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
query = urlencode({
    "response_type": "code", "client_id": CLIENT_ID, "redirect_uri": REDIRECT_URI, "scope": "__SCOPE__",
    "state": state, "code_challenge": challenge, "code_challenge_method": "S256",
})
print(f"Open in a browser: {server['authorization_endpoint']}?{query}", flush=True)

# 2. They come back to the redirect URL. Here you paste that address; a web app reads it from the request.
back = dict(parse_qsl(urlsplit(input("The address you were sent to: ")).query))
if "error" in back:
    raise SystemExit(f"{back['error']}: {back.get('error_description')}")
if back.get("state") != state or back.get("iss") != ISSUER:
    raise SystemExit("not the answer to this request")

# 3. Exchange the code for tokens.
request = Request(server["token_endpoint"], urlencode({
    "grant_type": "authorization_code", "code": back["code"], "redirect_uri": REDIRECT_URI,
[public]    "client_id": CLIENT_ID,
    "code_verifier": verifier,
}).encode())
[secret]basic = base64.b64encode(f"{CLIENT_ID}:{os.environ['CLIENT_SECRET']}".encode()).decode()
[secret]request.add_header("Authorization", f"Basic {basic}")
tokens = json.load(urlopen(request))
print(tokens)
[openid]
[openid]# 4. Who is it?
[openid]bearer = {"Authorization": f"Bearer {tokens['access_token']}"}
[openid]print(json.load(urlopen(Request(server["userinfo_endpoint"], headers=bearer))))
