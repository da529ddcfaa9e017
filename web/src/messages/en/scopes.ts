/* English. What the standard scopes mean, in the words of the consent page. */
export const scopes = {
  "scope.openid": "Know who you are",
  "scope.openid.detail": "A number that stands for your account, and when you signed in.",
  "scope.profile": "See your profile",
  "scope.profile.detail":
    "Your name, picture, website, birthday, language and what else you have filled in.",
  "scope.email": "See your email address",
  "scope.email.detail": "The address, and whether it has been confirmed.",
  "scope.address": "See your postal address",
  "scope.address.detail": "The address in your profile.",
  "scope.phone": "See your phone number",
  "scope.phone.detail": "The number, and whether it has been confirmed.",
  "scope.offline_access": "Keep access while you are away",
  "scope.offline_access.detail":
    "It can use what you allow here also when you are not signed in, until you remove it.",
};
