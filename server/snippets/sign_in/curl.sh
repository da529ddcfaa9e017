# Run in bash; nothing to install.
[secret]# First, in the same terminal: export CLIENT_SECRET='the client secret'
# 1. A secret of this attempt, and its digest (PKCE).
verifier=$(openssl rand -hex 32)
challenge=$(printf %s "$verifier" | openssl dgst -sha256 -binary | openssl base64 -A | tr '+/' '-_' | tr -d =)
state=$(openssl rand -hex 16)

# 2. Open this address in a browser, sign in, allow. The browser is sent to your redirect URL.
curl -sG -o /dev/null -w 'Open in a browser: %{url_effective}\n' '__ISSUER__/oauth/authorize' \
  -d response_type=code --data-urlencode 'client_id=__CLIENT_ID__' \
  --data-urlencode 'redirect_uri=__REDIRECT_URL__' --data-urlencode 'scope=__SCOPE__' \
  -d state="$state" -d code_challenge="$challenge" -d code_challenge_method=S256
printf 'The address you were sent to: '; read -r address
parameter() { printf %s "$address" | sed -n "s/.*[?&]$1=\([^&#]*\).*/\1/p"; }
[ "$(parameter state)" = "$state" ] || echo 'This is not the answer to this request.' >&2

# 3. Exchange the code for tokens.
[secret]tokens=$(curl -s -u '__CLIENT_ID__':"$CLIENT_SECRET" '__ISSUER__/oauth/token' -d grant_type=authorization_code \
[public]tokens=$(curl -s '__ISSUER__/oauth/token' --data-urlencode 'client_id=__CLIENT_ID__' -d grant_type=authorization_code \
  -d code="$(parameter code)" --data-urlencode 'redirect_uri=__REDIRECT_URL__' -d code_verifier="$verifier")
echo "$tokens"
[openid]
[openid]# 4. Who is it?
[openid]access_token=$(printf %s "$tokens" | sed -n 's/.*"access_token":"\([^"]*\)".*/\1/p')
[openid]curl -s '__ISSUER__/oauth/userinfo' -H "Authorization: Bearer $access_token"
