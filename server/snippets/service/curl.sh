# First, in the same terminal: export CLIENT_SECRET='the client secret'
curl -s -u '__CLIENT_ID__':"$CLIENT_SECRET" '__ISSUER__/oauth/token' \
  -d grant_type=client_credentials --data-urlencode 'scope=__SCOPE__'
