/* German. Has every key of the English catalogue, with the same placeholders. */
import type { Catalogue } from "../lib/i18n";
import { account } from "./de/account";
import { administration } from "./de/administration";
import { apis } from "./de/apis";
import { developer } from "./de/developer";
import { events } from "./de/events";
import { organizations } from "./de/organizations";
import { refusals } from "./de/refusals";
import { safety } from "./de/safety";
import { server as sentences } from "./de/server";
import { trial } from "./de/trial";

/** What the server says in English, in German. */
export const server: Readonly<Record<string, string>> = { ...sentences, ...refusals };

export const de: Catalogue = {
  ...account,
  ...administration,
  ...apis,
  ...developer,
  ...events,
  ...organizations,
  ...safety,
  ...trial,
  "action.cancel": "Abbrechen",
  "action.close": "Schließen",
  "action.done": "Fertig",
  "action.remove": "Entfernen",
  "action.retry": "Erneut versuchen",
  "action.save": "Änderungen speichern",
  "column.actions": "Aktionen",

  "shell.skip": "Zum Inhalt springen",
  "shell.areas": "Bereiche",
  "shell.pages": "Seiten",
  "shell.menu": "Bereiche und Seiten",
  "shell.home": "{service}, Übersicht",
  "shell.account": "Kontomenü von {name}",
  "shell.signedInAs": "Angemeldet als {name}",
  "shell.switchAccount": "Konto wechseln",
  "shell.signOut": "Abmelden",
  "area.account": "Konto",
  "area.developer": "Entwicklung",
  "area.administration": "Verwaltung",

  "notFound.title": "Seite nicht gefunden",
  "notFound.heading": "Hier gibt es keine Seite",
  "notFound.text": "Vielleicht ist die Adresse vertippt, oder das Gezeigte wurde gelöscht.",
  "notFound.home": "Zur Übersicht",

  "state.loading": "Wird geladen",
  "state.stillLoading": "Wird noch geladen. Der Server braucht länger als sonst.",
  "state.failed": "Das konnte nicht gezeigt werden",
  "state.denied": "Sie dürfen das nicht sehen",
  "state.missing": "Das ist nicht hier",

  "failure.offline":
    "Der Server ist nicht erreichbar. Es wurde nichts geändert. Prüfen Sie Ihre Verbindung und versuchen Sie es erneut.",
  "failure.unavailable":
    "Der Server kann gerade nicht antworten. Es geht nichts verloren. Versuchen Sie es gleich noch einmal.",
  "failure.forbidden": "Ihr Konto hat dafür kein Recht. Ein Administrator kann es geben.",
  "failure.missing": "Es wurde gelöscht oder gehört jemand anderem.",
  "failure.busy": "Das war zu viel auf einmal. Warten Sie eine Minute und versuchen Sie es erneut.",
  "failure.broken":
    "Auf dem Server ist etwas schiefgegangen. Versuchen Sie es erneut; bleibt es dabei, sagen Sie es dem Betreiber.",
  "failure.page":
    "Diese Seite konnte nicht geöffnet werden. Vielleicht wurde inzwischen eine neuere Version installiert.",

  "stepUp.why": "Das ändert etwas Wichtiges, deshalb müssen wir wissen, dass Sie es wirklich sind.",
  "stepUp.confirm": "Bestätigen, dass Sie es sind",

  "field.optional": "(freiwillig)",
  "confirm.typeName": "Tippen Sie {name}, um fortzufahren",
  "confirm.nameDiffers": "Das weicht vom Namen ab. Tippen Sie genau {name}.",
  "copy.what": "{what} kopieren",
  "copy.done": "Kopiert",
  "copy.failed": "Kopieren wurde verhindert. Markieren Sie stattdessen den Text.",
  "copyOnce.warning":
    "Bewahren Sie es jetzt auf. Es wird nur dieses eine Mal gezeigt; wir behalten nur einen Fingerabdruck, der sich nicht zurückrechnen lässt.",
  "snippets.label": "Sprache der Zeilen",
  "snippets.title": "Ausprobieren",
  "snippets.note":
    "Fertig zum Einfügen. Sie enthalten kein Geheimnis: Wo eines nötig ist, lesen sie es aus CLIENT_SECRET in der Umgebung.",
  "pager.label": "Seiten dieser Liste",
  "pager.next": "Weiter",
  "pager.previous": "Zurück",
  "time.never": "Nie",
  "time.notYet": "Noch nicht",

  "overview.title": "Übersicht",
  "overview.purpose": "Wer und was Ihr Konto nutzen kann und was zuletzt geschah.",
  "overview.connectedApps.one": "App hat Zugriff auf Ihr Konto",
  "overview.connectedApps.other": "Apps haben Zugriff auf Ihr Konto",
  "overview.sessions.one": "Browser ist angemeldet",
  "overview.sessions.other": "Browser sind angemeldet",
  "overview.apps.one": "App von Ihnen ist registriert",
  "overview.apps.other": "Apps von Ihnen sind registriert",
  "overview.recent": "Letzte Aktivität",
  "overview.allActivity": "Alle Aktivität",

  "connected.title": "Verbundene Apps",
  "connected.purpose":
    "Apps, denen Sie Zugriff auf Ihr Konto erlaubt haben. Sie können ihn jederzeit zurücknehmen.",
  "connected.empty": "Keine App hat Zugriff",
  "connected.emptyText":
    "Wenn Sie sich irgendwo mit diesem Konto anmelden und es erlauben, erscheint die App hier mit dem, was sie darf.",
  "connected.may": "Sie darf",
  "connected.sensitive": "heikel",
  "connected.since": "Seit",
  "connected.lastUsed": "Zuletzt benutzt",
  "connected.lastUsedFrom": "von {place}",
  "connected.publisher": "Von",
  "connected.verified": "Geprüft",
  "connected.remove": "Zugriff entfernen",
  "connected.confirmTitle": "Zugriff von {name} entfernen?",
  "connected.confirmNow": "Sie funktioniert ab sofort nicht mehr mit Ihrem Konto.",
  "connected.confirmLater": "Ihre eigenen Server merken es vielleicht erst um {time}.",
  "connected.confirmUndo":
    "Ihr Konto bei {name} selbst bleibt. Sie können den Zugriff wieder erlauben, indem Sie sich dort anmelden.",
  "connected.removed": "{name} hat keinen Zugriff mehr.",
  "connected.only": "Nur diese",
  "connected.take": "Wegnehmen",
  "connected.takeTitle": "{name} das wegnehmen?",
  "connected.takeNow": "{name} darf es nicht mehr. Was die App sonst darf, bleibt.",
  "connected.takeLast": "Es ist das Letzte, was {name} darf: Der Zugriff endet sofort.",
  "connected.takeUndo": "Die App kann Sie wieder darum bitten.",
  "connected.taken": "{name} darf jetzt weniger.",

  "keys.title": "API-Schlüssel",
  "keys.purpose":
    "Schlüssel, mit denen Programme für Sie handeln. Jeder kann, was Sie ihm gegeben haben, und nicht mehr.",
  "keys.add": "Schlüssel anlegen",
  "keys.addTitle": "API-Schlüssel anlegen",
  "keys.label": "Name",
  "keys.labelHelp": "Wo er verwendet wird, damit Sie ihn später wiedererkennen.",
  "keys.permissions": "Rechte",
  "keys.permissionsHelp": "Ohne Rechte zeigt der Schlüssel nur, dass er Ihnen gehört.",
  "keys.permissionCount.one": "{count} Recht",
  "keys.permissionCount.other": "{count} Rechte",
  "keys.identityOnly": "Zeigt nur, dass er Ihnen gehört",
  "keys.notEffective": "Haben Sie nicht mehr",
  "keys.unused": "noch nicht verwendet",
  "keys.search": "Rechte suchen",
  "keys.noMatch": "Kein Recht passt dazu.",
  "keys.limit": "{title}: wofür?",
  "keys.limitHelp": "Ohne Auswahl: für alles, was Sie haben, auch was später dazukommt.",
  "keys.expires": "Läuft ab",
  "keys.networks": "Nur von diesen Adressen",
  "keys.networksHelp": "Eine Adresse oder ein Netz je Zeile, wie 192.0.2.0/24. Leer: von überall.",
  "keys.lastUsed": "Zuletzt verwendet",
  "keys.from": "Erbeten von {app} auf {origin}",
  "keys.unnamedApp": "einer App ohne Namen",
  "keys.replaced": "Wird ersetzt",
  "keys.rotate": "Austauschen",
  "keys.rotateTitle": "{label} austauschen",
  "keys.rotateText":
    "Sie bekommen einen anderen Schlüssel, der dasselbe kann. Der alte gilt noch eine Weile, damit nichts stehen bleibt.",
  "keys.overlap": "Der alte Schlüssel gilt noch",
  "keys.revoke": "Widerrufen",
  "keys.revokeTitle": "{label} widerrufen?",
  "keys.revokeText":
    "Der Schlüssel, der auf {hint} endet, gilt ab sofort nicht mehr. Was ihn verwendet, braucht einen anderen.",
  "keys.revoked": "{label} ist widerrufen.",
  "keys.newTitle": "Der neue API-Schlüssel",
  "keys.key": "API-Schlüssel",
  "keys.replayed":
    "Ein früherer Versuch hat diesen Schlüssel gemacht, aber die Antwort kam nicht an. Er kann nicht noch einmal angezeigt werden: Widerrufen Sie ihn und machen Sie einen anderen.",
  "keys.empty": "Keine API-Schlüssel",
  "keys.emptyText":
    "Machen Sie einen für ein Skript oder ein Programm. Auch Apps können Sie um einen bitten.",

  "sessions.title": "Sitzungen",
  "sessions.purpose":
    "Browser, die an Ihrem Konto angemeldet sind. Beenden Sie alle, die Sie nicht kennen.",
  "sessions.device": "Browser",
  "sessions.place": "Begonnen von",
  "sessions.sameNetwork": "Ihr Netz von jetzt",
  "sessions.signedIn": "Angemeldet",
  "sessions.lastSeen": "Zuletzt gesehen",
  "sessions.current": "Dieser Browser",
  "sessions.end": "Sitzung beenden",
  "sessions.endOthers": "Alle anderen beenden",
  "sessions.confirmTitle": "Die Sitzung in {device} beenden?",
  "sessions.confirmText":
    "Dieser Browser wird sofort abgemeldet. Verbundene Apps behalten ihren Zugriff; entfernen Sie ihn unter Verbundene Apps.",
  "sessions.confirmOthersTitle": "Alle anderen Sitzungen beenden?",
  "sessions.confirmOthersText":
    "Jeder andere Browser wird sofort abgemeldet; dieser bleibt angemeldet. Verbundene Apps behalten ihren Zugriff.",
  "sessions.ended": "Die Sitzung in {device} ist beendet.",
  "sessions.endedOthers": "Alle anderen Sitzungen sind beendet.",
  "sessions.empty": "Keine Sitzungen",
  "sessions.emptyText": "Kein Browser ist an Ihrem Konto angemeldet.",

  "security.title": "Anmeldung und Sicherheit",
  "security.purpose":
    "Wie Sie zeigen, dass Sie es sind: Passwort, Passkeys und ein zweiter Schritt.",
  "security.state": "Anmeldung in zwei Schritten",
  "security.on": "Ein",
  "security.off": "Aus",
  "security.onText": "Ihr Passwort allein lässt niemanden hinein.",
  "security.offText":
    "Wer Ihr Passwort hat, kann sich in Ihrem Namen anmelden. Fügen Sie einen Passkey oder eine Authenticator-App hinzu.",
  "security.required": "Dieser Dienst verlangt sie.",
  "security.since": "Seit",
  "security.lastUsed": "Zuletzt benutzt",
  "security.passkeys": "Passkeys",
  "security.passkeysNote":
    "Melden Sie sich mit Fingerabdruck, Gesicht oder Bildschirmsperre an, ohne etwas einzutippen.",
  "security.passkeysEmpty": "Noch keine Passkeys",
  "security.passkeysEmptyText":
    "Einen Passkey bewahrt Ihr Gerät oder Ihr Passwortmanager auf. Er gilt nur auf dieser Website, deshalb kann ihn Ihnen niemand abschwatzen.",
  "security.passkeysImpossible":
    "Hier lassen sich keine Passkeys anlegen: Dieser Browser kennt sie nicht, oder der Dienst hat keinen eigenen Hostnamen.",
  "security.passkeyAdd": "Passkey hinzufügen",
  "security.passkeyText":
    "Ihr Browser bittet Sie, mit Fingerabdruck, Gesicht, Bildschirmsperre oder Sicherheitsschlüssel zu bestätigen.",
  "security.passkeyName": "Name",
  "security.passkeyNameHelp":
    "Damit Sie ihn wiedererkennen, etwa „Laptop“ oder „Blauer Sicherheitsschlüssel“.",
  "security.passkeyNameMissing": "Geben Sie dem Passkey einen Namen.",
  "security.passkeyCreate": "Passkey anlegen",
  "security.passkeyNone":
    "Es wurde kein Passkey angelegt. Vielleicht haben Sie abgelehnt, oder dieses Gerät hat schon einen für dieses Konto.",
  "security.passkeyDone": "Passkey hinzugefügt.",
  "security.passkeySynced": "Synchronisiert",
  "security.passkeyFlagged": "Gesperrt: Er wurde vielleicht kopiert",
  "security.passkeyRename": "Umbenennen",
  "security.passkeyRemove": "Entfernen",
  "security.passkeyRemoveTitle": "Den Passkey {name} entfernen?",
  "security.passkeyRemoveText":
    "Er meldet Sie ab sofort nicht mehr an. Ihr Gerät führt ihn vielleicht noch in seiner Liste; entfernen Sie ihn auch dort.",
  "security.passkeyRemoved": "Passkey {name} entfernt.",
  "security.totp": "Authenticator-App",
  "security.totpNote": "Eine App auf Ihrem Telefon, die alle 30 Sekunden einen neuen Code zeigt.",
  "security.totpOff": "Nicht eingerichtet.",
  "security.totpAdd": "App einrichten",
  "security.totpScan":
    "Scannen Sie das Bild mit der App, oder geben Sie den Schlüssel darunter ein.",
  "security.totpPicture":
    "Der Schlüssel als Bild für Kameras; derselbe Schlüssel steht unten als Text",
  "security.totpKey": "Schlüssel",
  "security.totpCode": "Code",
  "security.totpCodeHelp": "Die sechs Ziffern, die die App gerade zeigt.",
  "security.totpOn": "Einschalten",
  "security.totpDone": "Authenticator-App eingeschaltet. Ihre anderen Browser wurden abgemeldet.",
  "security.totpRemove": "Entfernen",
  "security.totpRemoveTitle": "Die Authenticator-App entfernen?",
  "security.totpRemoveText":
    "Ihre Codes gelten dann nicht mehr. Ohne Passkey genügt wieder Ihr Passwort allein, und Ihre Wiederherstellungscodes werden gelöscht.",
  "security.totpRemoved": "Authenticator-App entfernt.",
  "security.codes": "Wiederherstellungscodes",
  "security.codesNote":
    "Jeder lässt Sie einmal hinein, falls Sie Ihr Telefon oder Ihre Passkeys verlieren.",
  "security.codesLeft": "{count} Codes sind übrig.",
  "security.codesFew":
    "Nur noch {count} Codes sind übrig. Erzeugen Sie neue, bevor Sie sie brauchen.",
  "security.codesNew": "Neue Codes erzeugen",
  "security.codesNewTitle": "Neue Wiederherstellungscodes erzeugen?",
  "security.codesNewText": "Die Codes, die Sie jetzt haben, gelten dann sofort nicht mehr.",
  "security.codesTitle": "Wiederherstellungscodes",
  "security.codesText":
    "Drucken Sie sie aus, oder bewahren Sie sie in einem Passwortmanager auf. Jeder gilt einmal.",
  "security.codesOnce": "Sie werden nicht noch einmal gezeigt.",
  "security.codesKept": "Ich habe sie aufbewahrt",
  "security.password": "Passwort",
  "security.passwordSince": "Zuletzt geändert",
  "security.currentPassword": "Aktuelles Passwort",
  "security.newPassword": "Neues Passwort",
  "security.passwordHelp":
    "Mindestens 15 Zeichen. Ein paar Wörter, die Sie sich merken können, sind gut.",
  "security.passwordMissing": "Geben Sie ein Passwort ein.",
  "security.passwordNone":
    "Ihr Konto hat kein Passwort. Mit einem können Sie sich auch ohne anderen Anbieter anmelden.",
  "security.setPassword": "Passwort setzen",
  "security.passwordSet": "Passwort gesetzt. Ihre anderen Browser wurden abgemeldet.",
  "linked.title": "Verknüpfte Anbieter",
  "linked.note": "Konten anderswo, die Sie hier anmelden.",
  "linked.provider": "Anbieter",
  "linked.empty": "Noch nichts verknüpft",
  "linked.emptyText":
    "Verknüpfen Sie ein Konto, das Sie anderswo haben, dann können Sie sich damit anmelden.",
  "linked.link": "{name} verknüpfen",
  "linked.unlink": "Verknüpfung lösen",
  "linked.unlinkTitle": "Die Verknüpfung mit {name} lösen?",
  "linked.unlinkText": "{name} meldet Sie dann nicht mehr an. Sie können es wieder verknüpfen.",
  "linked.unlinked": "Die Verknüpfung mit {name} ist gelöst.",
  "security.changePassword": "Passwort ändern",
  "security.passwordChanged": "Passwort geändert. Ihre anderen Browser wurden abgemeldet.",

  "profile.title": "Profil",
  "profile.purpose": "Was Apps über Sie erfahren, wenn Sie ihnen erlauben, es zu sehen.",
  "profile.name": "Name",
  "profile.nameHelp": "So, wie Sie genannt werden möchten.",
  "profile.givenName": "Vorname",
  "profile.familyName": "Nachname",
  "profile.nickname": "Spitzname",
  "profile.email": "E-Mail-Adresse",
  "profile.emailVerified": "Bestätigt",
  "profile.emailUnverified": "Nicht bestätigt",
  "profile.since": "Konto seit",
  "profile.website": "Website",
  "profile.id": "Kontokennung",
  "profile.saved": "Ihr Profil ist gespeichert.",
  "profile.about": "Ihr Konto",
  "profile.edit": "Ihre Angaben",

  "email.note": "Wohin Nachrichten zu Ihrem Konto gehen, und womit Sie sich anmelden.",
  "email.verify": "Link zum Bestätigen schicken",
  "email.linkSent": "Ein Link ist unterwegs an {email}. Öffnen Sie ihn in diesem Browser.",
  "email.pending":
    "{email} wartet darauf, dass der Link geöffnet wird. Bis dahin ändert sich nichts.",
  "email.keep": "Bisherige Adresse behalten",
  "email.kept": "Ihre Adresse bleibt, wie sie ist.",
  "email.new": "Neue Adresse",
  "email.newHelp":
    "An die neue Adresse geht ein Link; die bisherige erfährt davon und kann die Änderung drei Tage lang zurücknehmen.",
  "email.change": "Adresse ändern",

  "picture.title": "Bild",
  "picture.choose": "Bild auswählen",
  "picture.help":
    "PNG, JPEG oder WebP, höchstens 2 MiB. Apps, die Ihr Profil sehen dürfen, sehen es auch.",
  "picture.saved": "Ihr Bild ist gespeichert.",
  "picture.refused":
    "Diese Datei geht nicht. Wählen Sie ein Bild als PNG, JPEG oder WebP mit höchstens 2 MiB.",

  "data.title": "Ihre Daten",
  "data.purpose":
    "Nehmen Sie eine Kopie dessen mit, was über Sie gespeichert ist, oder lassen Sie alles löschen.",
  "data.exportTitle": "Eine Kopie Ihrer Daten",
  "data.exportText":
    "Profil, Sitzungen, verbundene Apps, Organisationen, Apps und Aktivität als eine JSON-Datei. Passwörter und Schlüssel sind nicht darin.",
  "data.export": "Kopie anfertigen",
  "data.exportAgain": "Neue Kopie anfertigen",
  "data.asked": "Ihre Kopie wird angefertigt.",
  "data.waiting": "Ihre Kopie wird angefertigt. Das dauert ein paar Sekunden.",
  "data.look": "Noch einmal nachsehen",
  "data.download": "Kopie herunterladen",
  "data.until": "Sie wird gelöscht",
  "data.deleteSection": "Konto löschen",
  "data.deleteText":
    "Ihr Konto wird sofort abgeschaltet und nach einer Bedenkzeit gelöscht. Bis dahin lässt es sich mit einem Link behalten.",
  "data.delete": "Konto löschen",
  "data.deleteTitle": "Ihr Konto löschen?",
  "data.deleteWhat":
    "Sie werden überall abgemeldet, und jede App verliert sofort ihren Zugriff. Ihre eigenen Apps funktionieren nicht mehr, außer wenn eine Organisation sie bekommt.",
  "data.heir": "Wer Ihre Apps bekommt",
  "data.heirHelp": "Für die Organisation funktionieren sie weiter.",
  "data.heirNone": "Niemand: abschalten",
  "data.goneTitle": "Ihr Konto ist abgeschaltet",
  "data.gonePurpose": "Sie sind überall abgemeldet.",
  "data.goneWhen": "Es wird gelöscht",
  "data.goneKeep":
    "Wenn Sie es sich anders überlegen, öffnen Sie vorher diesen Link. Er wurde Ihnen auch geschickt.",
  "data.goneLink": "Link, mit dem das Konto bleibt",

  "activity.title": "Aktivität",
  "activity.purpose": "Was mit Ihrem Konto geschah, das Neueste zuerst.",
  "activity.what": "Was",
  "activity.app": "App",
  "activity.who": "Durch",
  "activity.where": "Netzwerkadresse",
  "activity.when": "Wann",
  "activity.empty": "Noch nichts",
  "activity.emptyText": "Anmeldungen, Änderungen und Apps, die Sie erlauben, erscheinen hier.",
  "activity.refused": "Abgelehnt",
  "actor.USER": "Ein Nutzer",
  "actor.APP": "Eine App",
  "actor.SYSTEM": "Der Server",
  "actor.ANONYMOUS": "Jemand ohne Anmeldung",

  "apps.title": "Meine Apps",
  "apps.purpose":
    "Apps, die Sie entwickeln und die mit diesem Dienst Menschen anmelden oder APIs aufrufen.",
  "apps.new": "Neue App",
  "apps.empty": "Registrieren Sie Ihre erste App",
  "apps.emptyText":
    "Eine App bekommt ihre eigene Kennung und ihr Geheimnis. Mit den mitgelieferten Zeilen gelingt die erste Anmeldung in fünf Minuten.",
  "apps.name": "App",
  "apps.platforms": "Plattformen",
  "apps.created": "Angelegt",
  "apps.users": "Nutzende",
  "apps.suspended": "Gesperrt",
  "apps.verified": "Geprüft",
  "apps.search": "App nach Namen finden",
  "apps.noMatch": "Keine App trägt das im Namen",
  "apps.noMatchText": "Versuchen Sie weniger Buchstaben.",
  "apps.mayNot":
    "Auf diesem Server registrieren nur Administratoren Apps. Fragen Sie einen von ihnen.",

  "platform.WEB": "Web",
  "platform.WEB.detail": "Eine Website mit einem Server, der ein Geheimnis wahren kann.",
  "platform.SINGLE_PAGE": "Single-Page",
  "platform.SINGLE_PAGE.detail": "Läuft nur im Browser; kein Geheimnis, durch PKCE geschützt.",
  "platform.NATIVE": "Nativ",
  "platform.NATIVE.detail":
    "Eine App für Telefon oder Rechner; kein Geheimnis, durch PKCE geschützt.",
  "platform.DEVICE": "Gerät",
  "platform.DEVICE.detail": "Ein Fernseher, eine Konsole oder eine Kommandozeile ohne Browser.",
  "platform.SERVICE": "Dienst",
  "platform.SERVICE.detail": "Ein Server, der für sich selbst handelt, ohne Menschen davor.",

  "newApp.title": "Neue App",
  "newApp.purpose":
    "Vier Antworten, dann bekommen Sie die Zugangsdaten und Zeilen, um sie auszuprobieren.",
  "newApp.name": "Name",
  "newApp.nameHelp": "Diesen Namen sehen Menschen, wenn sie Ihre App erlauben sollen.",
  "newApp.preset": "Angelegt wie",
  "newApp.presetHelp":
    "Eine Vorlage braucht nur eine App, die für einen solchen Server geschrieben wurde.",
  "newApp.presetNone": "Ich wähle die Plattformen selbst",
  "newApp.presetRedirectUrlsMissing": "Geben Sie mindestens eine Redirect-URL an.",
  "preset.STANDARD": "Gewöhnlicher OAuth-2-Webserver",
  "preset.STANDARD.detail":
    "Ein Client mit Geheimnis. PKCE wird genutzt, wenn die App es sendet, aber nicht verlangt; deshalb zeigt der Client eine Warnung.",
  "preset.MONEYBUTTON": "Money-Button-App",
  "preset.MONEYBUTTON.detail":
    "Ein OAuth-Bezeichner für die Erlaubnis der Nutzer und ein Client mit Geheimnis für die App selbst. Unsicher und als Warnung angezeigt: kein PKCE, und Refresh-Tokens, die nie gegen neue getauscht werden.",
  "preset.COINS": "Coins-App",
  "preset.COINS.detail":
    "Ein Client, der sein Geheimnis im Formular sendet. Unsicher und als Warnung angezeigt: Codes kommen im Fragment der URL, und PKCE wird nicht verlangt.",
  "preset.GREENFIELD": "Greenfield-Programm",
  "preset.GREENFIELD.detail":
    "Ein Client ohne Grants. Programme senden seine client_id als applicationIdentifier, wenn sie Nutzer um API-Schlüssel bitten.",
  "newApp.platforms": "Wo läuft sie?",
  "newApp.platformsHelp":
    "Jede Plattform bekommt einen eigenen Client. Weitere können Sie später hinzufügen.",
  "newApp.redirectUrls": "Redirect-URLs",
  "newApp.redirectUrlsOf": "Redirect-URLs ({platform})",
  "newApp.redirectUrlsHelp":
    "Wohin Menschen nach der Anmeldung zurückkehren; eine je Zeile, genau verglichen.",
  "newApp.redirectUrlsMissing": "Geben Sie mindestens eine Redirect-URL für {platform} an.",
  "newApp.scopes": "Scopes (worum sie bitten darf)",
  "newApp.scopesHelp": "Ihre App kann nie um mehr bitten als hier angekreuzt ist.",
  "newApp.create": "App anlegen",
  "newApp.nameMissing": "Geben Sie der App einen Namen.",
  "newApp.platformMissing": "Wählen Sie mindestens eine Plattform.",
  "newApp.createdTitle": "{name} ist registriert",
  "newApp.createdPurpose":
    "Das sind die Zugangsdaten. Kopieren Sie die Geheimnisse jetzt: Sie werden nur dieses eine Mal gezeigt.",
  "newApp.noSecret": "Dieser Client hat kein Geheimnis. Er weist sich mit PKCE aus.",
  "newApp.open": "Zu {name}",
  "newApp.replayed":
    "Diese App entstand bei einem früheren Versuch, dessen Antwort nicht ankam. Ihre Geheimnisse können nicht noch einmal gezeigt werden; legen Sie auf der Seite des Clients neue an.",

  "client.id": "Client-ID",
  "client.secret": "Client-Geheimnis",

  "app.back": "Meine Apps",
  "app.tabs": "Seiten dieser App",
  "app.tab.overview": "Übersicht",
  "app.tab.clients": "Clients",
  "app.tab.scopes": "Scopes",
  "app.tab.settings": "Einstellungen",
  "app.suspendedNote":
    "Diese App ist gesperrt. Niemand kann sich mit ihr anmelden, bis ein Eigentümer sie freigibt.",
  "app.suspendedByAdministrator":
    "Ein Administrator hat diese App gesperrt. Niemand kann sich mit ihr anmelden, bis er sie freigibt.",
  "app.facts": "Über die App",
  "app.description": "Beschreibung",
  "app.homepage": "Website",
  "app.policy": "Datenschutzerklärung",
  "app.terms": "Nutzungsbedingungen",
  "app.owner": "Gehört",
  "app.created": "Angelegt",
  "app.updated": "Geändert",
  "app.id": "App-ID",
  "app.grants": "Grants (Erlaubnisse von Nutzenden)",
  "app.credentials": "Zugangsdaten",
  "app.credentialsNote":
    "Ein Client je Plattform. Öffnen Sie einen für seine Geheimnisse und Redirect-URLs.",

  "clients.title": "Clients",
  "clients.note":
    "Ein OAuth-Client ist ein Ort, an dem Ihre App läuft. Alle teilen sich ihren Namen und die Erlaubnis der Nutzenden.",
  "clients.platform": "Plattform",
  "clients.authMethod": "Anmeldung",
  "clients.lastUsed": "Zuletzt benutzt",
  "clients.add": "Client hinzufügen",
  "clients.addTitle": "{name} einen Client hinzufügen",
  "clients.addConfirm": "Client hinzufügen",
  "clients.created": "Der Client ist bereit",
  "clients.empty": "Keine Clients",
  "clients.emptyText": "Ohne Client kann sich niemand mit dieser App anmelden.",
  "clients.disabled": "Abgeschaltet",
  "clients.delete": "Client löschen",
  "clients.deleteTitle": "Den Client {platform} löschen?",
  "clients.deleteText":
    "Seine Client-ID, Geheimnisse und Redirect-URLs sind sofort weg und lassen sich nicht wiederherstellen. Was sie benutzt, funktioniert nicht mehr.",
  "clients.deleted": "Der Client ist gelöscht.",
  "clients.danger": "Diesen Client löschen",
  "clients.dangerNote": "Beendet die Anmeldung auf seiner Plattform.",
  "clients.lastUsedNever": "Noch nicht benutzt",

  "authMethod.NONE": "Keine (öffentlicher Client, PKCE)",
  "authMethod.CLIENT_SECRET_BASIC": "Geheimnis im Authorization-Header",
  "authMethod.CLIENT_SECRET_POST": "Geheimnis im Formularinhalt",
  "authMethod.PRIVATE_KEY_JWT": "Signierte Aussage (private_key_jwt)",

  "client.title": "Client {platform}",
  "client.back": "Clients",
  "client.grantTypes": "Grant-Typen",
  "client.pkce": "PKCE",
  "client.pkceRequired": "Verlangt",
  "client.pkceOptional":
    "Freiwillig. Schalten Sie es ein, es sei denn, eine alte Bibliothek kann es nicht.",
  "client.idTokenAlg": "Signatur des ID-Tokens",
  "client.refreshRotation": "Refresh-Token-Rotation",
  "client.on": "An",
  "client.off": "Aus",

  "secrets.title": "Geheimnisse",
  "secrets.note":
    "Ein Geheimnis ohne Ausfall wechseln: ein neues anlegen, ausrollen, zusehen, wie „Zuletzt benutzt“ zu ihm wandert, dann das alte widerrufen.",
  "secrets.add": "Geheimnis hinzufügen",
  "secrets.addTitle": "Ein Geheimnis hinzufügen",
  "secrets.label": "Bezeichnung",
  "secrets.labelHelp": "Wo es benutzt wird, damit Sie es später wiedererkennen.",
  "secrets.expires": "Läuft ab",
  "secrets.expiresNever": "Nie",
  "secrets.expiresIn.one": "In {count} Tag",
  "secrets.expiresIn.other": "In {count} Tagen",
  "secrets.hint": "Endet auf",
  "secrets.lastUsed": "Zuletzt benutzt",
  "secrets.uses.one": "{count}-mal",
  "secrets.uses.other": "{count}-mal",
  "secrets.created": "Angelegt",
  "secrets.expired": "Abgelaufen",
  "secrets.revoke": "Widerrufen",
  "secrets.rotate": "Wechseln",
  "secrets.rotateTitle": "Geheimnisse wechseln",
  "secrets.rotateText":
    "Sie bekommen jetzt ein neues Geheimnis. Die bisherigen gelten noch so lange, wie Sie wählen, damit Sie das neue zuerst ausrollen können.",
  "secrets.overlap": "Die alten Geheimnisse gelten noch",
  "secrets.overlapNow": "Nicht mehr (sie enden sofort)",
  "secrets.overlapHours.one": "{count} Stunde",
  "secrets.overlapHours.other": "{count} Stunden",
  "secrets.overlapDays.one": "{count} Tag",
  "secrets.overlapDays.other": "{count} Tage",
  "secrets.rotateConfirm": "Geheimnisse wechseln",
  "secrets.revokeTitle": "{label} widerrufen?",
  "secrets.revokeText":
    "Das Geheimnis, das auf {hint} endet, wird ab der nächsten Anfrage abgelehnt. Das lässt sich nicht rückgängig machen.",
  "secrets.revokeLast":
    "Es ist das einzige gültige Geheimnis dieses Clients. Ohne ein anderes kann der Client sich nicht ausweisen.",
  "secrets.revokeRecent": "Es wurde zuletzt {when} benutzt.",
  "secrets.revoked": "{label} ist widerrufen.",
  "secrets.newTitle": "Das neue Geheimnis",
  "secrets.replayed":
    "Es entstand bei einem früheren Versuch, dessen Antwort nicht ankam, und kann nicht noch einmal gezeigt werden. Widerrufen Sie es und legen Sie ein anderes an.",
  "secrets.oldUntil": "Die alten Geheimnisse gelten bis {time}.",
  "secrets.empty": "Keine Geheimnisse",
  "secrets.emptyText": "Legen Sie eines an, damit dieser Client sich ausweisen kann.",
  "secrets.public":
    "Ein öffentlicher Client kann kein Geheimnis wahren und braucht keines: Er weist sich mit PKCE aus.",
  "secrets.keys": "Dieser Client weist sich mit eigenen Schlüsseln aus und braucht kein Geheimnis.",
  "secrets.unlabelled": "Geheimnis ohne Bezeichnung",

  "redirects.title": "Redirect-URLs",
  "redirects.note":
    "Wohin Menschen zurückgeschickt werden dürfen. Zeichen für Zeichen verglichen; nur der Port einer Loopback-Adresse darf abweichen.",
  "redirects.add": "URL hinzufügen",
  "redirects.label": "Neue Redirect-URL",
  "redirects.help":
    "Mit https, mit http auf einer Loopback-Adresse oder mit dem eigenen Schema Ihrer App.",
  "redirects.missing": "Geben Sie die URL ein.",
  "redirects.added": "{url} ist erlaubt.",
  "redirects.removeTitle": "Diese Redirect-URL entfernen?",
  "redirects.removeText":
    "Anmeldungen, die zu {url} zurückkehren wollen, werden ab jetzt abgelehnt.",
  "redirects.removed": "{url} ist nicht mehr erlaubt.",
  "redirects.empty": "Keine Redirect-URLs",
  "redirects.emptyText": "Niemand kann sich mit diesem Client anmelden, bis er eine hat.",
  "redirects.remove": "{url} entfernen",

  "scopes.title": "Scopes",
  "scopes.note":
    "Worum diese App bitten darf. Die Menschen entscheiden trotzdem; was Sie hier wegnehmen, endet in jeder bestehenden Erlaubnis.",
  "scopes.save": "Scopes speichern",
  "scopes.saved": "Die Scopes sind gespeichert.",
  "scopes.sensitive": "Heikel",
  "scopes.search": "Scope finden",
  "scopes.empty": "Keine Scopes",
  "scopes.emptyText":
    "Dieser Server bietet noch keine Scopes. Ein Administrator oder der Eigentümer einer API legt sie an.",
  "scopes.noMatch": "Kein Scope passt",
  "scopes.noMatchText": "Versuchen Sie weniger Buchstaben.",
  "scopes.unchanged": "Es hat sich nichts geändert.",
  "scopes.unapproved":
    "{name} wartet auf die Zustimmung des Eigentümers der API, bevor die App es ohne Nutzende verwenden kann.",
  "scopes.none": "Diese App darf noch um nichts bitten.",
  "scopes.added": "Kommt dazu: {names}",
  "scopes.removed": "Fällt weg: {names}",

  "settings.identity": "Was Menschen sehen",
  "settings.saved": "Die App ist gespeichert.",
  "settings.nameMissing": "Die App braucht einen Namen.",
  "settings.readOnly":
    "Sie dürfen diese App sehen, aber nicht ändern. Das können ihre Eigentümer und Administratoren.",
  "settings.danger": "Diese App löschen",
  "settings.dangerNote":
    "Alle, die sie benutzen, werden von ihr abgemeldet. Das lässt sich nicht rückgängig machen.",
  "settings.delete": "App löschen",
  "settings.deleteTitle": "{name} löschen?",
  "settings.deleteText":
    "Alle Clients, Geheimnisse und Redirect-URLs sind sofort weg, jede Erlaubnis, die Nutzende ihr gaben, endet, und ihre Tokens werden sofort abgelehnt. Kurzlebige Tokens, die eine API selbst prüft, laufen innerhalb der Stunde ab. Sie lässt sich nicht wiederherstellen.",
  "settings.deleted": "{name} ist gelöscht.",

  "admin.users.title": "Nutzer",
  "admin.users.purpose": "Alle mit einem Konto auf diesem Server.",
  "admin.users.email": "E-Mail-Adresse",
  "admin.users.name": "Name",
  "admin.users.role": "Rolle",
  "admin.users.created": "Angelegt",
  "admin.users.administrator": "Administrator",
  "admin.users.user": "Nutzer",
  "admin.users.suspended": "Gesperrt",
  "admin.users.empty": "Keine Nutzer",
  "admin.users.emptyText": "Es hat sich noch niemand registriert.",
  "admin.users.search": "Nach Name oder Adresse finden",

  "admin.apis.title": "APIs und Scopes",
  "admin.apis.purpose":
    "Die APIs, die Tokens dieses Servers annehmen, und worum Apps bei jeder bitten können.",
  "admin.apis.scope": "Scope",
  "admin.apis.words": "In Worten",
  "admin.apis.grantableTo": "Erteilbar an",
  "admin.apis.empty": "Keine APIs",
  "admin.apis.emptyText": "Legen Sie sie mit `latchkey apply` oder über die GraphQL-API an.",
  "admin.apis.noScopes": "Diese API hat keine Scopes.",
  "grantableTo.USER": "Nutzende",
  "grantableTo.APP": "Apps",
  "grantableTo.BOTH": "Nutzende und Apps",

  "admin.keys.title": "Signaturschlüssel",
  "admin.keys.purpose":
    "Die Schlüssel, die Tokens signieren. Ein abgelöster bleibt veröffentlicht, bis alles von ihm Signierte abgelaufen ist.",
  "admin.keys.id": "Schlüssel-ID",
  "admin.keys.algorithm": "Algorithmus",
  "admin.keys.state": "Zustand",
  "admin.keys.activeAt": "Aktiv seit",
  "admin.keys.expiresAt": "Veröffentlicht bis",
  "admin.keys.empty": "Keine Signaturschlüssel",
  "admin.keys.emptyText":
    "Der Server erzeugt seine Schlüssel beim Start. Sehen Sie in sein Protokoll.",
  "keyStatus.PUBLISHED": "Veröffentlicht, noch nicht benutzt",
  "keyStatus.ACTIVE": "Aktiv",
  "keyStatus.RETIRED": "Abgelöst",
  "keyStatus.EXPIRED": "Abgelaufen",
  "keyStatus.WITHDRAWN": "Zurückgezogen",

  "admin.audit.title": "Protokoll",
  "admin.audit.purpose": "Wer was auf diesem Server tat, das Neueste zuerst.",
  "admin.audit.empty": "Nichts aufgezeichnet",
  "admin.audit.emptyText": "Anmeldungen und Änderungen werden von der ersten an aufgezeichnet.",
};
