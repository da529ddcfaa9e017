/* German. The developer area: APIs. */
export const apis = {
  "apis.title": "Meine APIs",
  "apis.purpose":
    "Ihre Ressourcenserver: Sie nehmen Tokens dieses Servers an und bestimmen, was Apps verlangen können.",
  "apis.new": "Neue API",
  "apis.empty": "Schützen Sie Ihre erste API",
  "apis.emptyText":
    "Geben Sie ihr einen Namen und Scopes. Apps fragen Nutzer dann nach diesen Scopes, und Ihre API prüft die Tokens mit ein paar Zeilen.",
  "apis.name": "API",
  "apis.identifier": "Kennung",
  "apis.scopes": "Scopes",
  "apis.waiting.one": "{count} App wartet",
  "apis.waiting.other": "{count} Apps warten",
  "newApi.purpose": "Zwei Antworten; die Scopes kommen danach.",
  "newApi.nameHelp": "Nutzer lesen ihn neben seinen Rechten.",
  "newApi.nameMissing": "Geben Sie der API einen Namen.",
  "newApi.identifierHelp":
    "Die Audience seiner Tokens und was Apps als resource senden; meist seine Adresse. Später nicht zu ändern.",
  "newApi.identifierMissing": "Geben Sie der API eine Kennung.",
  "newApi.create": "API anlegen",
  "newApi.created": "{name} ist eingetragen.",
  "api.tabs": "Seiten dieser API",
  "api.tab.scopes": "Scopes",
  "api.tab.verify": "Tokens prüfen",
  "api.tab.settings": "Einstellungen",
  "apiScopes.note":
    "Was Apps bei dieser API verlangen können, in den Worten, die Nutzer bei der Entscheidung lesen.",
  "apiScopes.add": "Scope hinzufügen",
  "apiScopes.edit": "Bearbeiten",
  "apiScopes.editTitle": "{name} bearbeiten",
  "apiScopes.name": "Name",
  "apiScopes.nameHelp": "Etwa invoices:read; einmalig auf diesem Server und dauerhaft.",
  "apiScopes.title": "Was es einer App erlaubt",
  "apiScopes.titleHelp": "Ein kurzer Satz für den, der entscheidet: „Ihre Rechnungen sehen“.",
  "apiScopes.sensitive": "Heikel",
  "apiScopes.sensitiveDetail": "Wird mit einer Warnung abgesetzt, wenn Nutzer gefragt werden.",
  "apiScopes.grantableHelp":
    "Apps, die ihn für sich selbst wollen, ohne Nutzer, brauchen Ihre Zustimmung.",
  "apiScopes.limitedTo": "Begrenzt auf",
  "apiScopes.empty": "Keine Scopes",
  "apiScopes.emptyText": "Fügen Sie hinzu, was Apps verlangen dürfen, etwa lesen und schreiben.",
  "apiScopes.saved": "{name} ist gespeichert.",
  "apiScopes.retire": "Zurückziehen",
  "apiScopes.retireTitle": "{name} zurückziehen?",
  "apiScopes.retireText":
    "Er wird nicht mehr vergeben, und neue Tokens tragen ihn nicht. Sein Name bleibt belegt, damit alte Tokens nie etwas anderes bedeuten. Er lässt sich nicht zurückholen.",
  "apiScopes.retired": "{name} wird nicht mehr vergeben.",
  "apiScopes.isRetired": "Zurückgezogen",
  "approvals.title": "Apps, die auf Sie warten",
  "approvals.note":
    "Sie wollen einen Scope ohne Nutzer verwenden. Bis Sie zustimmen, können sie es nicht.",
  "approvals.since": "Wartet seit",
  "approvals.approve": "Zustimmen",
  "approvals.approveWhat": "{scope} für {app} zustimmen",
  "approvals.approved": "{app} darf {scope} von sich aus verwenden.",
  "verify.title": "Zwei Wege, ein Token zu prüfen",
  "verify.note":
    "Eine Anfrage kommt mit „Authorization: Bearer …“. Prüfen Sie das Token, bevor Sie antworten.",
  "verify.keys": "An der Signatur",
  "verify.keysText":
    "Schnell und ohne uns zu fragen. Ein widerrufenes Token funktioniert, bis es endet.",
  "verify.introspection": "Durch Nachfragen (Introspection)",
  "verify.introspectionText":
    "Eine Anfrage an uns je Token oder je Token, das Sie länger nicht sahen. Ein Widerruf gilt binnen einer Sekunde.",
  "verify.noClient":
    "Dafür braucht die API Zugangsdaten: Nennen Sie unter Einstellungen einen Ihrer Clients.",
  "verify.snippets": "Codezeilen",
  "verify.snippetsNote":
    "Zum Einfügen. TOKEN ist das angekommene Token, CLIENT_SECRET das Geheimnis Ihrer API.",
  "apiSettings.ttl": "Lebensdauer seiner Zugriffstokens, in Sekunden",
  "apiSettings.ttlHelp":
    "60 bis 86400. Leer: {seconds}, wie überall auf diesem Server. Kürzer ist sicherer: So lange bleibt ein Widerruf höchstens unbemerkt.",
  "apiSettings.clients": "Clients, die nachfragen dürfen",
  "apiSettings.clientsHelp": "Die Client-IDs der eigenen Server der API, eine pro Zeile.",
  "apiSettings.nonce": "Jeder Aufruf trägt eine Nonce",
  "apiSettings.nonceDetail":
    "Eine Zahl, die einmal gilt; Ihre API fragt uns, ob sie schon benutzt wurde.",
  "apiSettings.saved": "Die API ist gespeichert.",
  "apiSettings.readOnly": "Sie dürfen diese API sehen, aber nicht ändern. Ihre Besitzer können es.",
};
