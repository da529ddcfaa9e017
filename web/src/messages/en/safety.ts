/* English. What is asked before something is done, and what is said when it can't be. */
export const safety = {
  "check.emailMissing": "Enter an address.",
  "check.email": "This is not an email address. Write it as ada@example.com.",
  "check.scopeMissing": "Give the scope a name.",
  "check.scope":
    "Use letters, digits and signs such as : . _ - without spaces, 128 at most: orders:read.",
  "check.titleMissing": "Say in a few words what it lets an app do.",
  "check.passwordMissing": "Enter a first password.",
  "check.seconds": "Enter a whole number of seconds, {most} at most.",

  "failure.signedOut": "You are not signed in here any more. Nothing was changed.",
  "guard.changed": "You are signed in as somebody else in this browser now",
  "guard.changedText":
    "This page shows the account from before, and nothing more can be done on it. Load it again to go on with the account that is signed in.",
  "guard.reload": "Load again",
  "guard.signedOut": "You were signed out",
  "guard.signedOutText":
    "Your session ended, or it was ended in another tab or browser. Sign in again in another tab and come back here: what you typed stays.",
  "guard.signIn": "Sign in in another tab",
  "guard.signInHere": "Sign in here and lose what is typed",
  "stepUp.after":
    "It opens in another tab. Come back here afterwards and try again: what you typed stays.",

  "leave.title": "Leave without saving?",
  "leave.text": "What you typed on this page is not saved, and would be lost.",
  "leave.leave": "Leave and lose it",
  "leave.stay": "Stay here",

  "admin.user.giveRoleTitle": "Make {name} an administrator?",
  "admin.user.giveRoleText":
    "{email} will be able to see and change everything here: every account, every app, the signing keys and the settings. You can take the role away again.",
  "admin.user.takeRoleTitle": "Take the role from {name}?",
  "admin.user.takeRoleText":
    "{email} can't administrate anything any more, from this moment. The account itself, its apps and its organizations stay.",

  "admin.user.resetHead": "Help them to get back in",
  "admin.user.resetNote":
    "For a forgotten password, or a lost phone or security key. Make sure first that it is really them who asks.",
  "admin.user.sendReset": "Send a password link",
  "admin.user.sendResetTitle": "Send {name} a link to set another password?",
  "admin.user.sendResetText":
    "It goes to {email}. Until it is used nothing changes, and the old password works.",
  "admin.user.resetSent": "A link is on its way to {email}.",
  "admin.user.factors": "Remove second factors",
  "admin.user.factorsTitle": "Remove all second factors of {name}?",
  "admin.user.factorsText":
    "The passkeys, the authenticator app and the recovery codes of {email} stop working, and the password alone lets them in again. Every browser is signed out, and what apps got ends.",
  "admin.user.factorsSure": "It can't be undone: they have to set up a second step anew.",
  "admin.user.factorsGone": "The second factors of {name} are removed.",

  "overview.twoStepOn": "Two-step sign-in is on: your password alone lets nobody in.",
  "overview.twoStepOff": "Two-step sign-in is off: whoever has your password can sign in as you.",
  "overview.twoStepRequired": "This service asks for a second step, and you have none yet.",
  "overview.passkeys.one": "You have {count} passkey.",
  "overview.passkeys.other": "You have {count} passkeys.",
  "overview.noPasskeys": "You have no passkey yet. With one you sign in without typing anything.",
  "overview.codes.one": "{count} recovery code is left.",
  "overview.codes.other": "{count} recovery codes are left.",
  "overview.noCodes": "No recovery code is left, should you lose your second step.",
  "overview.noApps": "No app has access to your account.",
  "overview.manyApps": "{count} apps have access. Look through them now and then.",

  "admin.users.noMatchText": "Search for something else, or show all.",
  "events.noun.factor": "Second factors",
  "events.noun.identity": "Linked providers",
  "events.noun.data_export": "Copies of the data",
  "events.noun.member": "Members and invitations",
  "events.noun.resource": "Resources",
  "events.noun.audit_log": "What administrators looked at",
  "events.user": "Account: address or id",
  "events.app": "App: id",
  "events.apply": "Show only these",
  "events.ofAll": "Show those of all",
  "events.noSuchUser": "No account has this address.",
  "events.thing.usr": "Account",
  "events.thing.app": "App",
  "events.thing.api": "API",
  "events.thing.cli": "Client",
  "events.thing.org": "Organization",
  "events.thing.akid": "API key",
  "events.thing.res": "Resource",

  "client.offHead": "Switch this client off for a while",
  "client.offNote":
    "Nobody can sign in through it and its tokens stop working, but nothing is lost: its secrets, addresses and settings stay.",
  "client.onHead": "This client is switched off",
  "client.offTitle": "Switch off the client {platform}?",
  "client.offText":
    "Sign-ins through it fail at once, and what it got stops working. The other clients of the app go on.",
  "client.offUndo": "You can switch it on again here at any time.",
} as const;
