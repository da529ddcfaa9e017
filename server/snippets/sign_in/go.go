// go mod init sign-in && go get golang.org/x/oauth2 && go run .
[secret]// First, in the same terminal: export CLIENT_SECRET='the client secret'
package main

import (
	"bufio"
	"context"
	"fmt"
[openid]	"io"
	"log"
	"net/url"
	"os"
	"strings"

	"golang.org/x/oauth2"
)

func main() {
	ctx := context.Background()
	config := oauth2.Config{
		ClientID:     "__CLIENT_ID__",
[secret]		ClientSecret: os.Getenv("CLIENT_SECRET"),
		RedirectURL:  "__REDIRECT_URL__",
		Scopes:       strings.Fields("__SCOPE__"),
		Endpoint:     oauth2.Endpoint{AuthURL: "__ISSUER__/oauth/authorize", TokenURL: "__ISSUER__/oauth/token"},
	}

	// 1. Send the person to this address; keep state and verifier until they come back.
	state, verifier := oauth2.GenerateVerifier(), oauth2.GenerateVerifier()
	fmt.Println("Open in a browser:", config.AuthCodeURL(state, oauth2.S256ChallengeOption(verifier)))

	// 2. They come back to the redirect URL. Here you paste that address.
	fmt.Print("The address you were sent to: ")
	line, _ := bufio.NewReader(os.Stdin).ReadString('\n')
	address, err := url.Parse(strings.TrimSpace(line))
	if err != nil || address.Query().Get("state") != state || address.Query().Get("iss") != "__ISSUER__" {
		log.Fatal("not the answer to this request")
	}

	// 3. Exchange the code for tokens.
	token, err := config.Exchange(ctx, address.Query().Get("code"), oauth2.VerifierOption(verifier))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(token.AccessToken)
[openid]
[openid]	// 4. Who is it?
[openid]	answer, err := config.Client(ctx, token).Get("__ISSUER__/oauth/userinfo")
[openid]	if err != nil {
[openid]		log.Fatal(err)
[openid]	}
[openid]	defer answer.Body.Close()
[openid]	io.Copy(os.Stdout, answer.Body)
}
