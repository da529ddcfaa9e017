/* German for the request log: why a request was refused, and what to do. Keyed as in `server.ts`. */
export const refusals: Readonly<Record<string, string>> = {
  "The redirect URL is not registered for this client.":
    "Die Redirect-URL ist für diesen Client nicht eingetragen.",
  "Send exactly a registered URL, or register the one you send. URLs are compared byte for byte.":
    "Senden Sie genau eine eingetragene URL, oder tragen Sie die gesendete ein. Verglichen wird Byte für Byte.",
  "The request names no redirect URL.": "Die Anfrage nennt keine Redirect-URL.",
  "Send redirect_uri: it may be left out only where one URL is registered and the scope openid is not asked for.":
    "Senden Sie redirect_uri: es darf nur fehlen, wo eine einzige URL eingetragen ist und nicht um den Scope openid gebeten wird.",
  "The redirect URL differs from the one of the authorization request.":
    "Die Redirect-URL ist eine andere als die der Autorisierungsanfrage.",
  "Send the same redirect_uri to the token endpoint as to the authorization endpoint.":
    "Senden Sie dem Token-Endpunkt dieselbe redirect_uri wie dem Autorisierungsendpunkt.",
  "A parameter was sent more than once.": "Ein Parameter kam mehr als einmal.",
  "Send each parameter once, in the query or in the body but not in both.":
    "Senden Sie jeden Parameter einmal, in der Query oder im Body, nicht in beiden.",
  "A parameter that is needed was not sent, or was empty.":
    "Ein nötiger Parameter fehlte oder war leer.",
  "Send the parameter.": "Senden Sie den Parameter.",
  "A parameter is not supported by this server.": "Einen Parameter kennt dieser Server nicht.",
  "Leave the parameter out. Discovery lists what is supported.":
    "Lassen Sie den Parameter weg. Discovery nennt, was es gibt.",
  "A parameter's value is malformed, too long, or not one that exists.":
    "Der Wert eines Parameters ist fehlerhaft, zu lang, oder es gibt ihn nicht.",
  "Compare the value with the documentation of your library; the message says what is expected.":
    "Vergleichen Sie den Wert mit der Dokumentation Ihrer Bibliothek; die Meldung sagt, was erwartet wird.",
  "The response type is not supported, or this client is not registered for it.":
    "Den Response-Type gibt es nicht, oder dieser Client hat ihn nicht.",
  "Use response_type=code, and register the client for authorization_code.":
    "Verwenden Sie response_type=code, und geben Sie dem Client authorization_code.",
  "The response mode is not supported, or this client is not registered for it.":
    "Den Response-Mode gibt es nicht, oder dieser Client hat ihn nicht.",
  "Use one of the client's response modes, or add the mode to the client's settings.":
    "Verwenden Sie einen Response-Mode des Clients, oder fügen Sie ihn seinen Einstellungen hinzu.",
  "The grant type does not exist on this server.":
    "Den Grant-Type gibt es auf diesem Server nicht.",
  "Use one of the grant types that discovery lists.":
    "Verwenden Sie einen Grant-Type, den Discovery nennt.",
  "This client is not registered for the grant type.": "Dieser Client hat den Grant-Type nicht.",
  "Add the grant type to the client's settings, or use one that it has.":
    "Fügen Sie den Grant-Type den Einstellungen des Clients hinzu, oder verwenden Sie einen, den er hat.",
  "No scope was asked for, and the client has no default scopes.":
    "Um keinen Scope wurde gebeten, und der Client hat keine voreingestellten.",
  "Send scope with what the app needs, or set default scopes for the client.":
    "Senden Sie scope mit dem, was die App braucht, oder stellen Sie beim Client Scopes ein.",
  "A scope does not exist, or the app does not have it enabled.":
    "Einen Scope gibt es nicht, oder die App hat ihn nicht eingeschaltet.",
  "Check the spelling, or enable the scope for the app.":
    "Prüfen Sie die Schreibweise, oder schalten Sie den Scope für die App ein.",
  "The scope cannot be granted in this way.": "Auf diesem Weg lässt sich der Scope nicht erteilen.",
  "Scopes for users need a sign-in; scopes for apps need grant_type=client_credentials.":
    "Scopes für Nutzer brauchen eine Anmeldung; Scopes für Apps brauchen grant_type=client_credentials.",
  "The API's owner has not approved that this app uses the scope by itself.":
    "Der Besitzer der API hat nicht zugestimmt, dass diese App den Scope für sich selbst nutzt.",
  "Ask the owner of the API to approve the app for this scope.":
    "Bitten Sie den Besitzer der API um die Zustimmung.",
  "The refresh asks for a scope that the authorization did not have.":
    "Die Erneuerung bittet um einen Scope, den die Autorisierung nicht hatte.",
  "Ask for fewer scopes or leave scope out; for more, send the person through the authorization endpoint again.":
    "Bitten Sie um weniger Scopes, oder lassen Sie scope weg; für mehr schicken Sie die Person noch einmal durch die Autorisierung.",
  "The access token lacks a scope that the endpoint needs.":
    "Dem Zugriffstoken fehlt ein Scope, den der Endpunkt braucht.",
  "Ask for the scope when you send the person to sign in.":
    "Bitten Sie bei der Anmeldung um den Scope.",
  "The resource is not an API that the app has scopes of, or was not asked for before.":
    "Die Ressource ist keine API, von der die App Scopes hat, oder um sie wurde vorher nicht gebeten.",
  "Send the identifier of an API whose scopes the app has enabled.":
    "Senden Sie die Kennung einer API, deren Scopes die App eingeschaltet hat.",
  "The client must use PKCE, and no code_challenge was sent.":
    "Der Client muss PKCE verwenden, und code_challenge fehlte.",
  "Switch PKCE on in your library: send code_challenge and code_challenge_method=S256.":
    "Schalten Sie PKCE in Ihrer Bibliothek ein: senden Sie code_challenge und code_challenge_method=S256.",
  "The PKCE method is not S256.": "Das PKCE-Verfahren ist nicht S256.",
  "Send code_challenge_method=S256 and the SHA-256 of the verifier; plain is not accepted.":
    "Senden Sie code_challenge_method=S256 und den SHA-256 des Verifiers; plain wird nicht angenommen.",
  "A PKCE value is malformed, or one of the two is missing.":
    "Ein PKCE-Wert ist fehlerhaft, oder einer von beiden fehlt.",
  "Send a challenge of 43 base64url characters when authorizing, and its verifier of 43 to 128 characters for the token.":
    "Senden Sie bei der Autorisierung eine Challenge von 43 base64url-Zeichen und für das Token ihren Verifier von 43 bis 128 Zeichen.",
  "The code_verifier is not the one whose challenge was sent.":
    "Der code_verifier gehört nicht zur gesendeten Challenge.",
  "Keep the verifier of each sign-in apart: two tabs or a restart in between often mix them up.":
    "Halten Sie die Verifier der Anmeldungen auseinander: zwei Tabs oder ein Neustart bringen sie oft durcheinander.",
  "A silent sign-in (prompt=none) found nobody signed in, or somebody else.":
    "Eine stille Anmeldung (prompt=none) fand niemanden angemeldet, oder jemand anderen.",
  "This is how silent sign-in says no: send the person through without prompt=none.":
    "So sagt die stille Anmeldung nein: schicken Sie die Person ohne prompt=none hin.",
  "A silent sign-in (prompt=none) needs the person's consent.":
    "Eine stille Anmeldung (prompt=none) braucht die Zustimmung der Person.",
  "Send the person through without prompt=none once, so that they can allow it.":
    "Schicken Sie die Person einmal ohne prompt=none hin, damit sie es erlauben kann.",
  "The person did not allow it.": "Die Person hat es nicht erlaubt.",
  "Nothing is wrong with the request. Ask for less, or explain in your app why it is needed.":
    "An der Anfrage ist nichts falsch. Bitten Sie um weniger, oder erklären Sie in Ihrer App, wozu es nötig ist.",
  "The client authenticated in more than one way at once.":
    "Der Client wies sich auf mehr als eine Art aus.",
  "Send the credentials in one way only: in the Authorization header or in the body.":
    "Senden Sie die Zugangsdaten nur auf eine Art: im Authorization-Header oder im Body.",
  "The client has credentials, but sent none that could be read.":
    "Der Client hat Zugangsdaten, sandte aber keine lesbaren.",
  "Send the client's credentials in the way it is set up for.":
    "Senden Sie die Zugangsdaten so, wie es für den Client eingestellt ist.",
  "The client authenticated in a way that it is not set up for.":
    "Der Client wies sich anders aus, als es für ihn eingestellt ist.",
  "Change token_endpoint_auth_method of the client, or the setting of your library.":
    "Ändern Sie token_endpoint_auth_method des Clients oder die Einstellung Ihrer Bibliothek.",
  "The client secret is none of the client's, or was revoked.":
    "Das Geheimnis ist keines dieses Clients, oder es wurde widerrufen.",
  "Compare the last four characters with the client's secrets; in Basic, encode id and secret as forms are.":
    "Vergleichen Sie die letzten vier Zeichen mit den Geheimnissen des Clients; in Basic sind Id und Geheimnis wie in Formularen zu kodieren.",
  "The client secret has expired.": "Das Geheimnis ist abgelaufen.",
  "Make a new secret, deploy it, then revoke the old one.":
    "Legen Sie ein neues Geheimnis an, bringen Sie es aus, dann widerrufen Sie das alte.",
  "The client assertion cannot be read, or is signed with an algorithm that is not accepted.":
    "Die Client-Assertion ist nicht lesbar oder mit einem nicht erlaubten Verfahren signiert.",
  "Sign a JWT with one of the algorithms that discovery lists.":
    "Signieren Sie ein JWT mit einem Verfahren, das Discovery nennt.",
  "The client assertion is for another audience.":
    "Die Client-Assertion ist für einen anderen Empfänger.",
  "Set aud to the issuer, as one string.": "Setzen Sie aud auf den Issuer, als eine Zeichenkette.",
  "The client assertion has expired, lives too long, or is not valid yet.":
    "Die Client-Assertion ist abgelaufen, gilt zu lange oder noch nicht.",
  "Set exp to at most five minutes from now, and check the clock of your server.":
    "Setzen Sie exp auf höchstens fünf Minuten von jetzt, und prüfen Sie die Uhr Ihres Servers.",
  "The client assertion is not signed with a key of the client, or its jti was used before.":
    "Die Client-Assertion ist nicht mit einem Schlüssel des Clients signiert, oder ihr jti wurde schon benutzt.",
  "Register the public key (or publish it at jwks_uri), set iss and sub to the client_id, and a new jti each time.":
    "Tragen Sie den öffentlichen Schlüssel ein (oder legen Sie ihn unter jwks_uri ab), setzen Sie iss und sub auf die client_id und jedes Mal ein neues jti.",
  "The client or its app is switched off.": "Der Client oder seine App ist abgeschaltet.",
  "Resume the app or the client; if an administrator suspended it, ask one.":
    "Setzen Sie die App oder den Client fort; hat ein Administrator angehalten, bitten Sie ihn darum.",
  "A public client cannot do this.": "Ein öffentlicher Client kann das nicht.",
  "Use a client that keeps a secret, on a server.":
    "Verwenden Sie einen Client mit Geheimnis, auf einem Server.",
  "The code is none of this server's, or was issued to another client.":
    "Der Code ist keiner dieses Servers, oder er gehört einem anderen Client.",
  "Send the code as it came, once decoded, with the client_id that the authorization request had.":
    "Senden Sie den Code, wie er kam, einmal dekodiert, mit der client_id der Autorisierungsanfrage.",
  "The code has expired: it lives for a minute at most.":
    "Der Code ist abgelaufen: er gilt höchstens eine Minute.",
  "Redeem the code as soon as it arrives.": "Lösen Sie den Code ein, sobald er ankommt.",
  "The code was redeemed before; everything issued for it was revoked.":
    "Der Code wurde schon eingelöst; alles, was daraus entstand, ist widerrufen.",
  "Redeem each code once, and do not retry: start the sign-in again.":
    "Lösen Sie jeden Code einmal ein, und wiederholen Sie es nicht: beginnen Sie die Anmeldung von vorn.",
  "The refresh token is none of this server's, or of another client.":
    "Das Refresh-Token ist keines dieses Servers, oder es gehört einem anderen Client.",
  "Send the newest refresh token, with the client that it was issued to.":
    "Senden Sie das neueste Refresh-Token, mit dem Client, dem es gehört.",
  "The refresh token has expired.": "Das Refresh-Token ist abgelaufen.",
  "Send the person to sign in again; ask for offline_access if access must outlive the browser session.":
    "Lassen Sie die Person sich neu anmelden; bitten Sie um offline_access, wenn der Zugriff die Sitzung überdauern muss.",
  "The refresh token was revoked, or an older one was sent again.":
    "Das Refresh-Token wurde widerrufen, oder ein älteres kam noch einmal.",
  "Store the new refresh token of each answer in place of the old one, before the next request.":
    "Speichern Sie das neue Refresh-Token jeder Antwort anstelle des alten, vor der nächsten Anfrage.",
  "The person took the permission back, or the account is gone.":
    "Die Person hat die Erlaubnis zurückgenommen, oder das Konto gibt es nicht mehr.",
  "Treat it as a sign-out: delete what you keep of the tokens, and ask again when the person comes back.":
    "Behandeln Sie es wie eine Abmeldung: löschen Sie die Tokens, und fragen Sie neu, wenn die Person wiederkommt.",
  "The person has signed out since.": "Die Person hat sich inzwischen abgemeldet.",
  "Ask for offline_access if access must outlive the browser session.":
    "Bitten Sie um offline_access, wenn der Zugriff die Sitzung überdauern muss.",
  "The access token has ended, was revoked, or is for another API.":
    "Das Zugriffstoken ist abgelaufen, widerrufen oder für eine andere API.",
  "Refresh the token, and retry once.":
    "Erneuern Sie das Token, und versuchen Sie es einmal wieder.",
  "The request was refused.": "Die Anfrage wurde abgelehnt.",
  "The message says why.": "Die Meldung sagt, warum.",
  "It ends in a slash that the registered URL does not have.":
    "Sie endet auf einen Schrägstrich, den die eingetragene URL nicht hat.",
  "The slash at the end of the registered URL is missing.":
    "Der Schrägstrich am Ende der eingetragenen URL fehlt.",
  "It differs in upper and lower case only.": "Nur Groß- und Kleinschreibung sind anders.",
};
