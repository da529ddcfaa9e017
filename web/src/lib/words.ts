/* The standard's names in the reader's words. */
import type {
  AuthMethod,
  GrantableTo,
  MemberRole,
  Platform,
  SigningAlgorithm,
  SigningKeyStatus,
} from "../gql/graphql";
import { t } from "./i18n";

export const platforms: readonly Platform[] = ["WEB", "SINGLE_PAGE", "NATIVE", "DEVICE", "SERVICE"];

/** What a new client can be of: there is no device flow yet (RFC 8628), so it is not promised. */
export const offeredPlatforms = platforms.filter((platform) => platform !== "DEVICE");

/** Clients in the order in which platforms are always named. */
export function byPlatform<Client extends { platform: Platform }>(
  clients: readonly Client[],
): Client[] {
  return clients.toSorted(
    (left, right) => platforms.indexOf(left.platform) - platforms.indexOf(right.platform),
  );
}

const roles: readonly MemberRole[] = ["OWNER", "ADMIN", "DEVELOPER", "VIEWER"];

/** Members as one looks for them: who may do most first, then by name. */
export function byRole<Member extends { role: MemberRole; displayName: string }>(
  members: readonly Member[],
): Member[] {
  return members.toSorted(
    (left, right) =>
      roles.indexOf(left.role) - roles.indexOf(right.role) ||
      left.displayName.localeCompare(right.displayName),
  );
}

/** As JOSE writes it (RFC 7518, RFC 8037). */
export function algorithmName(algorithm: SigningAlgorithm): string {
  return algorithm === "EDDSA" ? "EdDSA" : algorithm;
}

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

/** What a secret is called, labelled or not. */
export function secretName(secret: { label?: string | null }): string {
  return secret.label || t("secrets.unlabelled");
}
