/* What a form can tell by itself before the server is asked. The server has the last word on all of it. */
import { invalid, type Problem } from "./graphql";
import { t } from "./i18n";

/** Something before an @ and something behind it: more than that only a letter can prove. */
export function badEmail(text: string, ...path: string[]): Problem | false {
  const address = text.trim();
  return (
    invalid(address === "", t("check.emailMissing"), ...path) ||
    invalid(address.length > 254 || !/^[^\s@]+@[^\s@]+$/.test(address), t("check.email"), ...path)
  );
}

/** RFC 6749 section 3.3: printable ASCII without spaces, quotes and backslashes. */
export function badScopeName(text: string, ...path: string[]): Problem | false {
  const name = text.trim();
  return (
    invalid(name === "", t("check.scopeMissing"), ...path) ||
    invalid(name.length > 128 || !/^[!#-[\]-~]+$/.test(name), t("check.scope"), ...path)
  );
}

/** A number of seconds as the API takes it: whole, and no more than 32 bits hold. */
export function badSeconds(text: string, ...path: string[]): Problem | false {
  const number = text.trim();
  return invalid(
    number !== "" && (!/^\d+$/.test(number) || Number(number) > 2_147_483_647),
    t("check.seconds", { most: "2147483647" }),
    ...path,
  );
}
