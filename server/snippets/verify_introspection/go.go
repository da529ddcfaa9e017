// introspect.go: go run introspect.go; nothing to install.
// First, in the same terminal: export CLIENT_SECRET='the client secret'
package main

import (
	"encoding/json"
	"fmt"
	"log"
	"net/http"
	"net/url"
	"os"
	"strings"
)

type About struct {
	Active   bool   `json:"active"`
	Subject  string `json:"sub"`
	ClientID string `json:"client_id"`
	Scope    string `json:"scope"`
}

func verify(token string) (about About, err error) {
	form := strings.NewReader(url.Values{"token": {token}}.Encode())
	request, err := http.NewRequest("POST", "__ISSUER__/oauth/introspect", form)
	if err != nil {
		return about, err
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	request.SetBasicAuth("__CLIENT_ID__", os.Getenv("CLIENT_SECRET"))
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return about, err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return about, fmt.Errorf("introspection answered %s", answer.Status)
	}
	return about, json.NewDecoder(answer.Body).Decode(&about)
}

func main() {
	about, err := verify(os.Getenv("TOKEN"))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%+v\n", about) // not active: expired, revoked, or not for this API
}
