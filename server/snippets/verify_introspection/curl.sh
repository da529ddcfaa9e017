# First, in the same terminal: export CLIENT_SECRET='the client secret' TOKEN='the token to ask about'
curl -s -u '__CLIENT_ID__':"$CLIENT_SECRET" '__ISSUER__/oauth/introspect' --data-urlencode token="$TOKEN"
