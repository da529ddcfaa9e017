/*
 * German for what the server says in English: why a change was not made. Keyed by the server's own sentence;
 * a part in braces stands for any text, in the order in which the German one names them. What is not here is
 * shown as the server put it. `server-words.test.ts` holds the keys to the server's source.
 */
export const server: Readonly<Record<string, string>> = {
  // Any input
  "This does not exist.": "Das gibt es nicht.",
  "Sign in again to do this: your last sign-in is too long ago.":
    "Melden Sie sich dafür erneut an: Ihre letzte Anmeldung ist zu lange her.",
  "Too many tries. Wait {retry_after} seconds.":
    "Zu viele Versuche. Warten Sie {retry_after} Sekunden.",
  "It was changed at the same moment. Try again.":
    "Es wurde im selben Augenblick geändert. Versuchen Sie es noch einmal.",
  "This text contains control or invisible characters.":
    "Dieser Text enthält Steuerzeichen oder unsichtbare Zeichen.",
  "Use at most {most} characters.": "Verwenden Sie höchstens {most} Zeichen.",
  "Use at most 100 visible characters.": "Verwenden Sie höchstens 100 sichtbare Zeichen.",
  "Use 1 to 64 visible characters.": "Verwenden Sie 1 bis 64 sichtbare Zeichen.",
  "Use 1 to 200 characters on one line.": "Verwenden Sie 1 bis 200 Zeichen in einer Zeile.",
  "Use 1 to 500 characters.": "Verwenden Sie 1 bis 500 Zeichen.",
  "Use a time in the future, within ten years.":
    "Wählen Sie einen Zeitpunkt in der Zukunft, innerhalb von zehn Jahren.",
  "What this key made exists no longer. Use another key.":
    "Was damit angelegt wurde, gibt es nicht mehr. Laden Sie die Seite neu.",

  // Links
  "This is not an absolute URL, such as https://example.com/.":
    "Das ist keine vollständige Adresse wie https://example.com/.",
  "A link must begin with https:// (or http:// on loopback).":
    "Eine Adresse muss mit https:// beginnen (oder mit http:// auf diesem Rechner).",
  "A link may have 2048 bytes at most.": "Eine Adresse darf höchstens 2048 Bytes haben.",
  "A link cannot contain a user name or a password.":
    "Eine Adresse darf weder Benutzernamen noch Passwort enthalten.",
  "A link cannot contain spaces, control characters, backslashes, quotes or angle brackets.":
    "Eine Adresse darf keine Leerzeichen, Steuerzeichen, Backslashes, Anführungszeichen oder spitzen Klammern enthalten.",
  "Enter an address that begins with https://.":
    "Geben Sie eine Adresse ein, die mit https:// beginnt.",
  "The address could not be fetched, or its answer is not usable.":
    "Die Adresse war nicht abrufbar, oder ihre Antwort ist nicht brauchbar.",

  // People and passwords
  "Enter an email address such as ada@example.com.":
    "Geben Sie eine E-Mail-Adresse wie ada@example.com ein.",
  "Write the date as YYYY-MM-DD.": "Schreiben Sie das Datum als JJJJ-MM-TT.",
  "There is an account with this address already.": "Mit dieser Adresse gibt es schon ein Konto.",
  "This address belongs to an account already.": "Diese Adresse gehört schon zu einem Konto.",
  "This is your address already.": "Das ist schon Ihre Adresse.",
  "Your address is confirmed already.": "Ihre Adresse ist schon bestätigt.",
  "This server sends no mail, so addresses cannot be proved or changed.":
    "Dieser Server verschickt keine E-Mails; Adressen lassen sich daher weder bestätigen noch ändern.",
  "This server sends no mail.": "Dieser Server verschickt keine E-Mails.",
  "This server sends no mail, so nobody can be invited.":
    "Dieser Server verschickt keine E-Mails; niemand kann eingeladen werden.",
  "Registration is closed. Set registration to invitation, domains or open.":
    "Die Registrierung ist geschlossen. Setzen Sie registration auf invitation, domains oder open.",
  "Somebody invited them at the same moment.": "Im selben Augenblick lud sie jemand anderes ein.",
  "This is not your current password.": "Das ist nicht Ihr jetziges Passwort.",
  "Use at least {LEAST} characters. Several words in a row are easy to remember.":
    "Verwenden Sie mindestens {LEAST} Zeichen. Mehrere Wörter hintereinander merkt man sich leicht.",
  "Use at most {MOST} bytes.": "Verwenden Sie höchstens {MOST} Bytes.",
  "A password cannot contain the NUL character.": "Ein Passwort kann kein NUL-Zeichen enthalten.",
  "Do not use your name, your address or this service's name in the password.":
    "Verwenden Sie im Passwort weder Ihren Namen noch Ihre Adresse noch den Namen dieses Dienstes.",
  "This is among the passwords that are guessed first. Use a few unrelated words.":
    "Dieses Passwort wird mit als erstes geraten. Nehmen Sie ein paar Wörter, die nichts miteinander zu tun haben.",
  "This is the last administrator. Appoint another one first.":
    "Das ist der letzte Administrator. Ernennen Sie zuerst einen anderen.",
  "You are the only owner of an organization that has other members. Appoint another owner first.":
    "Eine Organisation mit weiteren Mitgliedern hat nur Sie als Besitzer. Ernennen Sie zuerst einen anderen.",
  "Your account is about to be deleted already.": "Ihr Konto wird schon bald gelöscht.",
  "This picture cannot be read, or has more than 4096 pixels in a row or column.":
    "Dieses Bild ist nicht lesbar, oder es hat mehr als 4096 Pixel in einer Zeile oder Spalte.",

  // Second factors
  "A second factor is required here. Add another one before you remove this one.":
    "Hier ist ein zweiter Faktor vorgeschrieben. Fügen Sie erst einen anderen hinzu, bevor Sie diesen entfernen.",
  "An authenticator app is set up already.": "Eine Authenticator-App ist schon eingerichtet.",
  "This code does not fit. Enter the six digits that the app shows now.":
    "Dieser Code passt nicht. Geben Sie die sechs Ziffern ein, die die App jetzt zeigt.",
  "This set-up has expired. Start it again.":
    "Diese Einrichtung ist abgelaufen. Beginnen Sie noch einmal.",
  "This took too long. Start again.": "Das hat zu lange gedauert. Beginnen Sie noch einmal.",
  "Passkeys need a host name, and this service has only an address.":
    "Passkeys brauchen einen Hostnamen, und dieser Dienst hat nur eine Adresse.",
  "This passkey could not be checked. Try again.":
    "Dieser Passkey konnte nicht geprüft werden. Versuchen Sie es noch einmal.",
  "This passkey is registered already.": "Dieser Passkey ist schon angemeldet.",
  "You have 20 passkeys. Remove one first.": "Sie haben 20 Passkeys. Entfernen Sie erst einen.",
  "Recovery codes stand in for a second factor. Set one up first.":
    "Wiederherstellungscodes vertreten einen zweiten Faktor. Richten Sie erst einen ein.",

  // API keys
  "Another key was made in its place already.": "An seiner Stelle gibt es schon einen anderen.",
  "This key has ended. Make another one.":
    "Dieser Schlüssel gilt nicht mehr. Legen Sie einen anderen an.",
  "The account does not have the permission {text}.": "Das Konto hat das Recht {text} nicht.",
  "The permission {text} is for apps: no user's key can have it.":
    "Das Recht {text} ist für Apps: kein Schlüssel eines Nutzers kann es haben.",

  // Apps and clients
  "An administrator suspended this app; only an administrator can resume it.":
    "Ein Administrator hat diese App angehalten; nur ein Administrator kann sie fortsetzen.",
  "An owner has {most} apps at most on this server.":
    "Ein Besitzer hat auf diesem Server höchstens {most} Apps.",
  "On this server only administrators create apps.":
    "Auf diesem Server legen nur Administratoren Apps an.",
  "The app was changed meanwhile. Look at it again, then repeat.":
    "Die App wurde inzwischen geändert. Sehen Sie sie noch einmal an, dann wiederholen Sie es.",
  "This name looks like that of a verified app or of the service itself. Choose another.":
    "Dieser Name sieht aus wie der einer geprüften App oder des Dienstes. Wählen Sie einen anderen.",
  "A client has {MOST} URLs at most.": "Ein Client hat höchstens {MOST} Adressen.",
  "A client has {MOST} working secrets at most. Revoke one first.":
    "Ein Client hat höchstens {MOST} gültige Geheimnisse. Widerrufen Sie erst eines.",
  "A service has no browser to redirect: register no redirect URLs.":
    "Ein Dienst hat keinen Browser, der zurückkehrt: tragen Sie keine Redirect-URLs ein.",
  "A service must authenticate: none is not accepted.": "Ein Dienst muss sich ausweisen.",
  "Clients on this platform cannot keep a secret: the method must be none.":
    "Clients dieser Plattform können kein Geheimnis bewahren: sie weisen sich nicht aus.",
  "This client authenticates with its key, not with a secret.":
    "Dieser Client weist sich mit seinem Schlüssel aus, nicht mit einem Geheimnis.",
  "This client is public: it has no secret.":
    "Dieser Client ist öffentlich: er hat kein Geheimnis.",
  "This is the last secret that works: without it the client cannot get tokens. Say so to revoke it anyway.":
    "Das ist das letzte gültige Geheimnis: ohne es bekommt der Client keine Tokens.",
  "This URL is in the list twice.": "Diese Adresse steht zweimal in der Liste.",
  "This URL is registered already.": "Diese Adresse ist schon eingetragen.",
  "The response type {response_type} needs the grant type {grant_type}.":
    "Der Response-Type {response_type} braucht den Grant-Type {grant_type}.",
  "Use 0 to {LONGEST_MAX_AGE} seconds.": "Geben Sie 0 bis {LONGEST_MAX_AGE} Sekunden an.",
  "Use jwks or jwks_uri, not both (RFC 7591 section 2).":
    "Geben Sie jwks oder jwks_uri an, nicht beides (RFC 7591, Abschnitt 2).",

  // APIs and scopes
  "There is an API with this identifier already.": "Eine API mit dieser Kennung gibt es schon.",
  "This API has no scope {included}.": "Diese API hat keinen Scope {included}.",
  "A scope cannot contain itself, not even around corners.":
    "Ein Scope kann sich nicht selbst enthalten, auch nicht auf Umwegen.",
  "This is not the name of a scope.": "Das ist kein Name eines Scopes.",
  "This scope is in the list twice.": "Dieser Scope steht zweimal in der Liste.",
  "This scope is only granted by users; it needs no approval.":
    "Diesen Scope erlauben nur Nutzer; er braucht keine Zustimmung.",
  "Use 100 scopes at most.": "Verwenden Sie höchstens 100 Scopes.",
  "There is no such client among yours.": "Einen solchen Client haben Sie nicht.",
  "This client is in the list twice.": "Dieser Client steht zweimal in der Liste.",
  "The client's app must have the same owner as the API.":
    "Die App des Clients muss denselben Besitzer haben wie die API.",
  "A client that introspects must authenticate (RFC 7662 section 2.1).":
    "Ein Client, der Tokens prüft, muss sich ausweisen (RFC 7662, Abschnitt 2.1).",

  // Organizations
  "This needs the role {least} in the organization; yours is {role}.":
    "Dafür braucht es in der Organisation die Rolle {least}; Ihre ist {role}.",
  "This is the organization's last owner. Appoint another one first, or delete the organization.":
    "Das ist der letzte Besitzer der Organisation. Ernennen Sie erst einen anderen, oder löschen Sie die Organisation.",
  "This short name is taken.": "Dieser Kurzname ist vergeben.",
  "Use 2 to 40 lower-case letters, digits and hyphens, no hyphen at the ends.":
    "Verwenden Sie 2 bis 40 Kleinbuchstaben, Ziffern und Bindestriche, an den Enden keinen Bindestrich.",
  "An organization has {MOST_MEMBERS} members at most.":
    "Eine Organisation hat höchstens {MOST_MEMBERS} Mitglieder.",
  "The member was changed meanwhile. Look again.":
    "Das Mitglied wurde inzwischen geändert. Sehen Sie noch einmal nach.",
  "This person is a member already.": "Diese Person ist schon Mitglied.",
  "You are a member already.": "Sie sind schon Mitglied.",
  "This person was invited at the same moment.":
    "Diese Person wurde im selben Augenblick eingeladen.",
  "This invitation is for another address. Sign in with the account of the address that was invited.":
    "Diese Einladung gilt einer anderen Adresse. Melden Sie sich mit dem Konto der eingeladenen Adresse an.",

  // The service
  "Write the colour as #rrggbb.": "Schreiben Sie die Farbe als #rrggbb.",
  "White text on this colour, or this colour as text on white, cannot be read well: choose a darker one.":
    "Weißer Text auf dieser Farbe, oder diese Farbe als Text auf Weiß, ist schlecht zu lesen: wählen Sie eine dunklere.",

  // Settings of clients that are less safe than they could be
  "Anyone who gets hold of an authorization code can exchange it: this client proves nothing else. Require PKCE; every current library sends it.":
    "Wer an einen Code gelangt, kann ihn einlösen: dieser Client weist sich mit nichts anderem aus. Verlangen Sie PKCE; jede heutige Bibliothek schickt es.",
  "A code that is stolen on its way can be injected into somebody else's sign-in. Require PKCE if your library can send it.":
    "Ein unterwegs gestohlener Code lässt sich in eine fremde Anmeldung einschleusen. Verlangen Sie PKCE, wenn Ihre Bibliothek es schicken kann.",
  "A stolen refresh token keeps working, and its use goes unnoticed. Rotate refresh tokens unless your library cannot store the new one.":
    "Ein gestohlenes Refresh-Token gilt weiter, und niemand merkt es. Wechseln Sie Refresh-Tokens, außer wenn Ihre Bibliothek das neue nicht speichern kann.",
  "Access tokens appear in the address bar, in histories and in scripts of the page. Use the authorization code with PKCE instead (RFC 9700 section 2.1.2).":
    "Zugriffstokens erscheinen in der Adresszeile, im Verlauf und in Skripten der Seite. Nehmen Sie stattdessen den Code mit PKCE (RFC 9700, Abschnitt 2.1.2).",
  "The authorization code is visible to every script of the page that it comes back to. Only for clients that were written for such a server.":
    "Den Code sieht jedes Skript der Seite, auf die er zurückkommt. Nur für Clients, die für einen solchen Server geschrieben wurden.",
  "It has no secret that works, so that it cannot get tokens. Create one.":
    "Er hat kein gültiges Geheimnis und bekommt keine Tokens. Legen Sie eines an.",
  "It authenticates with a key, but none is registered. Set its keys.":
    "Er weist sich mit einem Schlüssel aus, aber keiner ist eingetragen. Tragen Sie seine Schlüssel ein.",
  "It has no redirect URL, so that nobody can sign in with it. Add one.":
    "Er hat keine Redirect-URL, so dass sich niemand mit ihm anmelden kann. Tragen Sie eine ein.",
  "localhost can be resolved to another machine. Prefer http://127.0.0.1, whose port may vary for native apps (RFC 8252 section 8.3).":
    "localhost kann zu einem anderen Rechner führen. Besser ist http://127.0.0.1; dort darf der Port bei nativen Apps wechseln (RFC 8252, Abschnitt 8.3).",
};
