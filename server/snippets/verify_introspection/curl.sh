curl -s -u '__CLIENT_ID__':"$CLIENT_SECRET" '__ISSUER__/oauth/introspect' --data-urlencode token="$TOKEN"
