// go mod init verify && go get github.com/coreos/go-oidc/v3/oidc && go run .
package main

import (
	"context"
	"fmt"
	"log"
	"os"

	"github.com/coreos/go-oidc/v3/oidc"
)

func main() {
	ctx := context.Background()
	// Fetched once and kept; fetched again when a token names a key that is not there.
	keys := oidc.NewRemoteKeySet(ctx, "__ISSUER__/oauth/jwks")
	verifier := oidc.NewVerifier("__ISSUER__", keys, &oidc.Config{
		ClientID:             "__AUDIENCE__", // the audience that is demanded
		SupportedSigningAlgs: []string{oidc.ES256},
	})
	token, err := verifier.Verify(ctx, os.Getenv("TOKEN"))
	if err != nil {
		log.Fatal(err)
	}
	var claims struct {
		Scope    string `json:"scope"`
		ClientID string `json:"client_id"`
	}
	if err := token.Claims(&claims); err != nil {
		log.Fatal(err)
	}
	fmt.Println(token.Subject, claims.ClientID, claims.Scope)
}
