# token.py: run with Python 3.8 or newer; nothing to install.
# First, in the same terminal: export CLIENT_SECRET='the client secret'
import base64, json, os
from urllib.parse import urlencode
from urllib.request import Request, urlopen

basic = base64.b64encode(("__CLIENT_ID__" + ":" + os.environ["CLIENT_SECRET"]).encode()).decode()
form = urlencode({"grant_type": "client_credentials", "scope": "__SCOPE__"}).encode()
request = Request("__ISSUER__/oauth/token", form, {"Authorization": f"Basic {basic}"})
print(json.load(urlopen(request)))
