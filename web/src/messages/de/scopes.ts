/* German. What the standard scopes mean, in the words of the consent page. */
export const scopes = {
  "scope.openid": "Wissen, wer Sie sind",
  "scope.openid.detail":
    "Eine Nummer, die für Ihr Konto steht, und wann Sie sich angemeldet haben.",
  "scope.profile": "Ihr Profil sehen",
  "scope.profile.detail":
    "Name, Bild, Website, Geburtstag, Sprache und was Sie sonst eingetragen haben.",
  "scope.email": "Ihre E-Mail-Adresse sehen",
  "scope.email.detail": "Die Adresse, und ob sie bestätigt ist.",
  "scope.address": "Ihre Postanschrift sehen",
  "scope.address.detail": "Die Anschrift in Ihrem Profil.",
  "scope.phone": "Ihre Telefonnummer sehen",
  "scope.phone.detail": "Die Nummer, und ob sie bestätigt ist.",
  "scope.offline_access": "Zugriff behalten, wenn Sie nicht da sind",
  "scope.offline_access.detail":
    "Die App kann, was Sie hier erlauben, auch nutzen, wenn Sie nicht angemeldet sind, bis Sie den Zugriff entfernen.",
};
