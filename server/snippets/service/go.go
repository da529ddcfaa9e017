// go mod init token && go get golang.org/x/oauth2 && go run .
// First, in the same terminal: export CLIENT_SECRET='the client secret'
package main

import (
	"context"
	"fmt"
	"log"
	"os"
	"strings"

	"golang.org/x/oauth2/clientcredentials"
)

func main() {
	config := clientcredentials.Config{
		ClientID:     "__CLIENT_ID__",
		ClientSecret: os.Getenv("CLIENT_SECRET"),
		TokenURL:     "__ISSUER__/oauth/token",
		Scopes:       strings.Fields("__SCOPE__"),
	}
	token, err := config.Token(context.Background())
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(token.AccessToken)
}
