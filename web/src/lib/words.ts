/* The standard's names in the reader's words. */
import type { AuthMethod, GrantableTo, Platform, SigningKeyStatus } from "../gql/graphql";
import { t } from "./i18n";

export const platforms: readonly Platform[] = ["WEB", "SINGLE_PAGE", "NATIVE", "DEVICE", "SERVICE"];

/** Whether a client of this platform sends people away to sign in and needs to be told where they return. */
export function redirects(platform: Platform): boolean {
  return platform === "WEB" || platform === "SINGLE_PAGE" || platform === "NATIVE";
}

export function platformName(platform: Platform): string {
  return t(`platform.${platform}`);
}

export function platformDetail(platform: Platform): string {
  return t(`platform.${platform}.detail`);
}

export function authMethodName(method: AuthMethod): string {
  return t(`authMethod.${method}`);
}

export function usesSecret(method: AuthMethod): boolean {
  return method === "CLIENT_SECRET_BASIC" || method === "CLIENT_SECRET_POST";
}

export function grantableToName(to: GrantableTo): string {
  return t(`grantableTo.${to}`);
}

export function keyStatusName(status: SigningKeyStatus): string {
  return t(`keyStatus.${status}`);
}

/** The non-empty lines of a text. */
export function lines(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
}

const UNUSED_AFTER = 90 * 86_400_000;

/** Whether an app's access was not used for so long that one may well do without it. */
export function unused(
  grant: { createdAt: string; lastUsedAt?: string | null },
  now: number,
): boolean {
  return now - Date.parse(grant.lastUsedAt ?? grant.createdAt) > UNUSED_AFTER;
}
