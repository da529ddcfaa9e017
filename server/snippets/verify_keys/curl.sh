# Run in bash with jq and openssl. curl fetches the keys, openssl checks the signature.
b64() { local s; s=$(tr '_-' '/+'); while [ $((${#s} % 4)) -ne 0 ]; do s="$s="; done; printf %s "$s" | openssl base64 -d -A; }
IFS=. read -r head body signature <<< "$TOKEN"
kid=$(printf %s "$head" | b64 | jq -r .kid)
key=$(curl -s '__ISSUER__/oauth/jwks' | jq -c --arg kid "$kid" '.keys[] | select(.kid == $kid and .alg == "ES256")')
work=$(mktemp -d)
{ printf '\x30\x59\x30\x13\x06\x07\x2a\x86\x48\xce\x3d\x02\x01\x06\x08\x2a\x86\x48\xce\x3d\x03\x01\x07\x03\x42\x00\x04'
  jq -r .x <<< "$key" | b64; jq -r .y <<< "$key" | b64; } | openssl pkey -pubin -inform DER -out "$work/key.pem"
hex=$(printf %s "$signature" | b64 | od -An -v -tx1 | tr -d ' \n')
printf 'asn1=SEQUENCE:both\n[both]\nr=INTEGER:0x%s\ns=INTEGER:0x%s\n' "${hex:0:64}" "${hex:64}" > "$work/both"
openssl asn1parse -genconf "$work/both" -noout -out "$work/signature"
printf %s "$head.$body" | openssl dgst -sha256 -verify "$work/key.pem" -signature "$work/signature" &&
  printf %s "$body" | b64 | jq -e --arg now "$(date +%s)" \
    'select(.iss == "__ISSUER__" and ([.aud] | flatten | index("__AUDIENCE__")) and .exp > ($now | tonumber))'
