/*
 * The one way to the GraphQL API. Queries answer with data or one `Failure`; mutations answer with
 * their payload or a list of `Problem`s, whether the API refused the input or the network broke.
 */
import {
  type AnyVariables,
  type Client,
  type CombinedError,
  cacheExchange,
  createClient,
  fetchExchange,
  mapExchange,
  type RequestPolicy,
  type TypedDocumentNode,
} from "@urql/core";
import { useCallback, useState } from "react";
import { useClient, useQuery } from "urql";
import type { TypedDocumentString } from "../gql/graphql";
import { accountChanged, accountHeader, accountSeen, forgetAccount, sessionGone } from "./account";
import { fromServer, t } from "./i18n";
import { navigation, signInUrl } from "./server";
import { forgetUnsaved } from "./unsaved";

export type FailureKind =
  | "offline"
  | "forbidden"
  | "missing"
  | "busy"
  | "unavailable"
  | "signedOut"
  | "input"
  | "broken";

/** Why a page has nothing to show. */
export interface Failure {
  kind: FailureKind;
  message: string;
}

/** Why a change did not happen. `path` leads to the input it speaks of; empty when it is about none. */
export interface Problem {
  code: string;
  message: string;
  path: readonly string[];
}

interface UserError {
  code: string;
  message: string;
  field?: readonly string[] | null;
}

const kinds: Record<string, Exclude<FailureKind, "input">> = {
  FORBIDDEN: "forbidden",
  NOT_FOUND: "missing",
  RATE_LIMITED: "busy",
  LIMIT_EXCEEDED: "busy",
  UNAVAILABLE: "unavailable",
  UNAUTHENTICATED: "signedOut",
};

function codes(error: CombinedError): string[] {
  return error.graphQLErrors.map((each) => String(each.extensions.code ?? "INTERNAL"));
}

/**
 * What the API says of input that it could not even read, in words: its parser puts the type's name before the
 * reason, and where it stood behind it, which says nothing to whoever filled in a form.
 */
function reasonOf(message: string): string {
  const [, reason] =
    /^Failed to parse "[^"]*": (.+?)(?: \(occurred while parsing "[^"]*"\))*$/s.exec(message) ?? [];
  return fromServer(reason ?? message);
}

function failureOf(error: CombinedError): Failure {
  if (error.networkError) {
    return error.response
      ? { kind: "unavailable", message: t("failure.unavailable") }
      : { kind: "offline", message: t("failure.offline") };
  }
  const kind = codes(error)
    .map((code) => kinds[code])
    .find(Boolean);
  const refused = error.graphQLErrors.find(
    ({ extensions }) => extensions.code === "BAD_USER_INPUT",
  );
  if (!kind && refused) return { kind: "input", message: reasonOf(refused.message) };
  return { kind: kind ?? "broken", message: t(`failure.${kind ?? "broken"}`) };
}

/** Whoever an answer says is signed in; undefined where it doesn't say. */
function viewerOf(data: unknown): { user?: { id?: string } } | null | undefined {
  return (data as { viewer?: { user?: { id?: string } } | null } | null | undefined)?.viewer;
}

export function makeClient(fetcher?: typeof fetch): Client {
  forgetAccount();
  return createClient({
    url: "/graphql",
    fetch: fetcher,
    preferGetMethod: false,
    fetchOptions: () => ({
      credentials: "same-origin",
      headers: { "x-latchkey-csrf": "1", ...accountHeader() },
    }),
    exchanges: [
      mapExchange({
        onResult({ data, error, stale }) {
          const id = viewerOf(data)?.user?.id;
          // An answer out of the cache is of before.
          if (id && !stale) accountSeen(id);
          else if (data && viewerOf(data) === null && !error) sessionGone();
        },
        onError(error) {
          if (accountChanged(error.graphQLErrors)) return;
          if (codes(error).includes("UNAUTHENTICATED") && !sessionGone()) {
            navigation.leave(signInUrl());
          }
        },
      }),
      cacheExchange,
      fetchExchange,
    ],
  });
}

// urql takes a document as text at run time; only its types ask for a parsed one.
function typed<Result, Variables>(document: TypedDocumentString<Result, Variables>) {
  return document.toString() as unknown as TypedDocumentNode<Result, Variables & AnyVariables>;
}

export interface Answer<Result> {
  data: Result | undefined;
  failure: Failure | undefined;
  refresh: () => void;
}

/** Reads: by default at once from what was read before, then anew. `data` and `failure` are both absent while the first answer is under way; both may be there
 * when only a part could be read. */
export function useOperation<Result, Variables extends object>(
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
  policy: RequestPolicy = "cache-and-network",
): Answer<Result> {
  const [state, execute] = useQuery({
    query: typed(document),
    variables: variables as Variables & AnyVariables,
    requestPolicy: policy,
  });
  const refresh = useCallback(() => execute({ requestPolicy: "network-only" }), [execute]);
  const waiting = state.fetching && !state.data;
  return {
    data: state.data ?? undefined,
    failure: !waiting && state.error ? failureOf(state.error) : undefined,
    refresh,
  };
}

/** Reads once, outside of a page's life: for files and searches. */
export async function read<Result, Variables extends object>(
  client: Client,
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
): Promise<{ data: Result | undefined; failure: Failure | undefined }> {
  const { data, error } = await client
    .query(typed(document), variables as Variables & AnyVariables, {
      requestPolicy: "network-only",
    })
    .toPromise();
  return { data: data ?? undefined, failure: error ? failureOf(error) : undefined };
}

/** The answer before stays until the next one is there: for a control beside what it changes. */
export function useKept<Result>(answer: Answer<Result>): Answer<Result> {
  const [kept, setKept] = useState<Result>();
  if (answer.data !== undefined && answer.data !== kept) setKept(answer.data);
  return { ...answer, data: answer.data ?? (answer.failure ? undefined : kept) };
}

type Outcome<Payload> =
  // Replayed: an earlier attempt with the same idempotency key had done it; its secrets are gone.
  { ok: true; payload: Payload; replayed: boolean } | { ok: false; payload: null; replayed: false };

/** A mutation's root field carries its payload; there is exactly one. */
type PayloadOf<Result> = Omit<Result, "__typename">[keyof Omit<Result, "__typename">];

export interface Action<Result, Input> {
  run: (input: Input) => Promise<Outcome<NonNullable<PayloadOf<Result>>>>;
  busy: boolean;
  problems: Problem[];
  /** Shows what is wrong with the input without asking the server; true when something is. */
  refuse: (problems: (Problem | false)[]) => boolean;
}

/** Changes. One document, one root field, one `input`. */
export function useAction<Result extends object, Input>(
  document: TypedDocumentString<Result, { input: Input }>,
): Action<Result, Input> {
  const client = useClient();
  const [busy, setBusy] = useState(false);
  const [problems, setProblems] = useState<Problem[]>([]);

  function refuse(found: (Problem | false)[]): boolean {
    const real = found.filter((each) => each !== false);
    setProblems(real);
    return real.length > 0;
  }

  async function run(input: Input): Promise<Outcome<NonNullable<PayloadOf<Result>>>> {
    setBusy(true);
    setProblems([]);
    const { data, error } = await client
      .mutation(typed(document), { input } as { input: Input } & AnyVariables)
      .toPromise();
    setBusy(false);
    const payload = data
      ? (Object.entries(data).find(([name]) => name !== "__typename")?.[1] as
          | (NonNullable<PayloadOf<Result>> & { userErrors?: readonly UserError[] })
          | null)
      : null;
    const found: Problem[] = error
      ? [{ code: codes(error)[0] ?? "FAILED", message: failureOf(error).message, path: [] }]
      : (payload?.userErrors ?? []).map(({ code, message, field }) => ({
          code,
          message: fromServer(message),
          path: field ?? [],
        }));
    const replayed = found.some((each) => each.code === "ALREADY_CREATED");
    if (replayed && payload) return { ok: true, payload, replayed };
    if (found.length > 0 || !payload) {
      const shown =
        found.length > 0 ? found : [{ code: "FAILED", message: t("failure.broken"), path: [] }];
      setProblems(shown);
      return { ok: false, payload: null, replayed: false };
    }
    forgetUnsaved();
    return { ok: true, payload, replayed: false };
  }

  return { run, busy, problems, refuse };
}

/** A problem found here; false when the condition doesn't hold. */
export function invalid(
  wrong: boolean,
  message: string,
  ...path: readonly (string | number)[]
): Problem | false {
  return wrong && { code: "BAD_USER_INPUT", message, path: path.map(String) };
}

/** One key for every attempt at one form: a lost answer never makes the same thing twice. */
export function useIdempotencyKey(): string {
  return useState(newKey)[0];
}

// Not randomUUID: browsers offer that on secure origins only, and a first try may run on plain http.
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** What is wrong with one input, named by the beginning of its path. */
export function problemOf(
  problems: readonly Problem[],
  ...path: readonly (string | number)[]
): string | undefined {
  return problems.find((each) => path.every((part, at) => each.path[at] === String(part)))?.message;
}
