/* German. What is asked before something is done, and what is said when it can't be. */
import type { safety as english } from "../en/safety";

export const safety: Record<keyof typeof english, string> = {
  "check.emailMissing": "Geben Sie eine Adresse ein.",
  "check.email": "Das ist keine E-Mail-Adresse. Schreiben Sie sie wie ada@example.com.",
  "check.scopeMissing": "Geben Sie dem Scope einen Namen.",
  "check.scope":
    "Verwenden Sie Buchstaben, Ziffern und Zeichen wie : . _ - ohne Leerzeichen, höchstens 128: orders:read.",
  "check.titleMissing": "Sagen Sie in wenigen Worten, was er einer App erlaubt.",
  "check.passwordMissing": "Geben Sie ein erstes Passwort ein.",
  "check.seconds": "Geben Sie eine ganze Zahl von Sekunden ein, höchstens {most}.",

  "failure.signedOut": "Sie sind hier nicht mehr angemeldet. Nichts wurde geändert.",
  "guard.changed": "In diesem Browser ist jetzt jemand anderes angemeldet",
  "guard.changedText":
    "Diese Seite zeigt das Konto von vorher, und auf ihr lässt sich nichts mehr tun. Laden Sie sie neu, um mit dem angemeldeten Konto fortzufahren.",
  "guard.reload": "Neu laden",
  "guard.signedOut": "Sie wurden abgemeldet",
  "guard.signedOutText":
    "Ihre Sitzung ist abgelaufen oder wurde in einem anderen Tab oder Browser beendet. Melden Sie sich in einem anderen Tab wieder an und kommen Sie hierher zurück: Was Sie getippt haben, bleibt.",
  "guard.signIn": "In anderem Tab anmelden",
  "guard.signInHere": "Hier anmelden, Getipptes geht verloren",
  "stepUp.after":
    "Das öffnet sich in einem anderen Tab. Kommen Sie danach hierher zurück und versuchen Sie es erneut: Was Sie getippt haben, bleibt.",

  "leave.title": "Gehen, ohne zu speichern?",
  "leave.text": "Was Sie auf dieser Seite getippt haben, ist nicht gespeichert und ginge verloren.",
  "leave.leave": "Gehen und verwerfen",
  "leave.stay": "Hier bleiben",

  "admin.user.giveRoleTitle": "{name} zum Administrator machen?",
  "admin.user.giveRoleText":
    "{email} kann dann hier alles sehen und ändern: jedes Konto, jede App, die Signaturschlüssel und die Einstellungen. Sie können die Rolle wieder nehmen.",
  "admin.user.takeRoleTitle": "{name} die Rolle nehmen?",
  "admin.user.takeRoleText":
    "{email} kann ab diesem Augenblick nichts mehr verwalten. Das Konto selbst, seine Apps und seine Organisationen bleiben.",

  "admin.user.resetHead": "Wieder hineinhelfen",
  "admin.user.resetNote":
    "Bei vergessenem Passwort oder verlorenem Telefon oder Sicherheitsschlüssel. Vergewissern Sie sich zuerst, wer da wirklich fragt.",
  "admin.user.sendReset": "Passwort-Link senden",
  "admin.user.sendResetTitle": "{name} einen Link für ein neues Passwort senden?",
  "admin.user.sendResetText":
    "Er geht an {email}. Bis er benutzt wird, ändert sich nichts, und das alte Passwort gilt.",
  "admin.user.resetSent": "Ein Link ist unterwegs an {email}.",
  "admin.user.factors": "Zweite Faktoren entfernen",
  "admin.user.factorsTitle": "Alle zweiten Faktoren von {name} entfernen?",
  "admin.user.factorsText":
    "Passkeys, Authenticator-App und Wiederherstellungscodes von {email} gelten nicht mehr, und das Passwort allein genügt wieder. Jeder Browser wird abgemeldet, und was Apps bekamen, endet.",
  "admin.user.factorsSure":
    "Das lässt sich nicht rückgängig machen: Ein zweiter Schritt muss neu eingerichtet werden.",
  "admin.user.factorsGone": "Die zweiten Faktoren von {name} sind entfernt.",

  "overview.twoStepOn":
    "Die Anmeldung in zwei Schritten ist an: Ihr Passwort allein genügt niemandem.",
  "overview.twoStepOff":
    "Die Anmeldung in zwei Schritten ist aus: Wer Ihr Passwort hat, kann sich als Sie anmelden.",
  "overview.twoStepRequired":
    "Dieser Dienst verlangt einen zweiten Schritt, und Sie haben noch keinen.",
  "overview.passkeys.one": "Sie haben {count} Passkey.",
  "overview.passkeys.other": "Sie haben {count} Passkeys.",
  "overview.noPasskeys":
    "Sie haben noch keinen Passkey. Damit melden Sie sich an, ohne etwas zu tippen.",
  "overview.codes.one": "{count} Wiederherstellungscode ist übrig.",
  "overview.codes.other": "{count} Wiederherstellungscodes sind übrig.",
  "overview.noCodes":
    "Kein Wiederherstellungscode ist übrig, falls Sie Ihren zweiten Schritt verlieren.",
  "overview.noApps": "Keine App hat Zugriff auf Ihr Konto.",
  "overview.manyApps": "{count} Apps haben Zugriff. Sehen Sie sie gelegentlich durch.",

  "admin.users.noMatchText": "Suchen Sie etwas anderes oder zeigen Sie alle.",
  "events.noun.factor": "Zweite Faktoren",
  "events.noun.identity": "Verknüpfte Anbieter",
  "events.noun.data_export": "Kopien der Daten",
  "events.noun.member": "Mitglieder und Einladungen",
  "events.noun.resource": "Ressourcen",
  "events.noun.audit_log": "Was Administratoren angesehen haben",
  "events.user": "Konto: Adresse oder Kennung",
  "events.app": "App: Kennung",
  "events.apply": "Nur diese zeigen",
  "events.ofAll": "Die von allen zeigen",
  "events.noSuchUser": "Kein Konto hat diese Adresse.",
  "events.thing.usr": "Konto",
  "events.thing.app": "App",
  "events.thing.api": "API",
  "events.thing.cli": "Client",
  "events.thing.org": "Organisation",
  "events.thing.akid": "API-Schlüssel",
  "events.thing.res": "Ressource",

  "client.offHead": "Diesen Client eine Zeit lang abschalten",
  "client.offNote":
    "Niemand kann sich darüber anmelden, und seine Tokens gelten nicht mehr; verloren geht nichts: Secrets, Adressen und Einstellungen bleiben.",
  "client.onHead": "Dieser Client ist abgeschaltet",
  "client.offTitle": "Den Client {platform} abschalten?",
  "client.offText":
    "Anmeldungen darüber schlagen sofort fehl, und was er bekam, gilt nicht mehr. Die anderen Clients der App laufen weiter.",
  "client.offUndo": "Sie können ihn hier jederzeit wieder einschalten.",
};
