/* The GraphQL API by hand: operations as text, and the schema as it describes itself, one type at a time. */

import { accountChanged, accountHeader } from "./account";

export interface Ran {
  status: number;
  milliseconds: number;
  /** The answer as it came, set out in lines. */
  text: string;
  /** What the operation cost, and how much it may (`extensions.cost`). */
  cost: { cost: number; limit: number } | null;
}

async function send(body: unknown): Promise<{ status: number; answer: unknown }> {
  const response = await fetch("/graphql", {
    method: "POST",
    credentials: "same-origin",
    headers: { "content-type": "application/json", "x-latchkey-csrf": "1", ...accountHeader() },
    body: JSON.stringify(body),
  });
  const answer: unknown = await response.json();
  accountChanged((answer as { errors?: { extensions?: { reason?: string } }[] }).errors);
  return { status: response.status, answer };
}

function costOf(answer: unknown): Ran["cost"] {
  const { cost } = (answer as { extensions?: { cost?: Ran["cost"] } }).extensions ?? {};
  return cost ?? null;
}

/** Runs an operation as whoever is signed in. */
export async function run(query: string, variables: object): Promise<Ran> {
  const began = performance.now();
  const { status, answer } = await send({ query, variables });
  return {
    status,
    milliseconds: Math.round(performance.now() - began),
    text: JSON.stringify(answer, null, 2),
    cost: costOf(answer),
  };
}

/** The object that a text of variables stands for; null where it stands for none. */
export function variablesOf(text: string): object | null {
  if (text.trim() === "") return {};
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

interface TypeRef {
  kind: string;
  name: string | null;
  ofType?: TypeRef | null;
}

export interface Argument {
  name: string;
  description: string | null;
  type: TypeRef;
  defaultValue: string | null;
}

export interface SchemaField {
  name: string;
  description: string | null;
  type: TypeRef;
  args: Argument[];
  deprecationReason: string | null;
}

export interface SchemaType {
  kind: string;
  name: string;
  description: string | null;
  fields: SchemaField[] | null;
  inputFields: Argument[] | null;
  enumValues: { name: string; description: string | null }[] | null;
  possibleTypes: { name: string }[] | null;
}

// Lists of things that are there, in a list that is there: no type wraps deeper.
const type = "type { kind name ofType { kind name ofType { kind name ofType { kind name } } } }";
const described = `query Described($name: String!) {
  __type(name: $name) {
    kind name description
    fields(includeDeprecated: true) {
      name description deprecationReason ${type}
      args { name description defaultValue ${type} }
    }
    inputFields { name description defaultValue ${type} }
    enumValues { name description }
    possibleTypes { name }
  }
}`;

const known = new Map<string, Promise<SchemaType | null>>();

/** What the API says of one of its types; null where it says nothing, or not to this caller. */
export function typeNamed(name: string): Promise<SchemaType | null> {
  const before = known.get(name);
  if (before) return before;
  const asked = send({ query: described, variables: { name } }).then(
    ({ answer }) => (answer as { data?: { __type?: SchemaType } | null }).data?.__type ?? null,
  );
  known.set(name, asked);
  asked.catch(() => known.delete(name));
  return asked;
}

/** A type as the schema's language writes it, such as `[App!]!`. */
export function written(ref: TypeRef): string {
  if (ref.kind === "NON_NULL" && ref.ofType) return `${written(ref.ofType)}!`;
  if (ref.kind === "LIST" && ref.ofType) return `[${written(ref.ofType)}]`;
  return ref.name ?? "";
}

/** The type inside of lists and marks. */
export function inner(ref: TypeRef): TypeRef {
  return ref.ofType ? inner(ref.ofType) : ref;
}

/** An operation to begin with: a field of a root type, its arguments as variables, and the first plain fields of its answer. */
export async function operationFor(root: string, field: SchemaField): Promise<[string, string]> {
  const required = field.args.filter(
    (each) => each.type.kind === "NON_NULL" && each.defaultValue === null,
  );
  const declared = required.map((each) => `$${each.name}: ${written(each.type)}`).join(", ");
  const given = required.map((each) => `${each.name}: $${each.name}`).join(", ");
  const answer = await typeNamed(inner(field.type).name ?? "");
  const leaves = answer?.fields?.filter(
    (each) => ["SCALAR", "ENUM"].includes(inner(each.type).kind) && each.args.length === 0,
  );
  const errors = answer?.fields?.some((each) => each.name === "userErrors");
  const chosen = [
    ...(leaves ?? []).slice(0, 4).map(({ name }) => name),
    ...(errors ? ["userErrors { field code message }"] : []),
  ];
  const selection = answer?.fields
    ? ` {\n    ${chosen.length > 0 ? chosen.join("\n    ") : "__typename"}\n  }`
    : "";
  const verb = root.toLowerCase();
  const text = `${verb}${declared ? ` (${declared})` : ""} {\n  ${field.name}${given ? `(${given})` : ""}${selection}\n}`;
  const variables = Object.fromEntries(
    required.map((each) => [each.name, inner(each.type).kind === "INPUT_OBJECT" ? {} : ""]),
  );
  return [text, required.length > 0 ? JSON.stringify(variables, null, 2) : ""];
}
