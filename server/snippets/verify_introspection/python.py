# introspect.py: run with Python 3.8 or newer; nothing to install.
# First, in the same terminal: export CLIENT_SECRET='the client secret'
import base64, json, os
from urllib.parse import urlencode
from urllib.request import Request, urlopen

BASIC = base64.b64encode(("__CLIENT_ID__" + ":" + os.environ["CLIENT_SECRET"]).encode()).decode()

def verify(token):
    request = Request("__ISSUER__/oauth/introspect", urlencode({"token": token}).encode(),
                      {"Authorization": f"Basic {BASIC}"})
    about = json.load(urlopen(request))
    return about if about["active"] else None  # None: expired, revoked, or not for this API

print(verify(os.environ["TOKEN"]))
