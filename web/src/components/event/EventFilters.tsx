import { useMemo, useState } from "react";
import { useClient } from "urql";
import { graphql } from "../../gql";
import type { AdminAuditEventFilter, Outcome } from "../../gql/graphql";
import { type Choices, useAddress } from "../../lib/address";
import { read } from "../../lib/graphql";
import { t } from "../../lib/i18n";
import { Button } from "../ui/Button";
import { SelectField, TextField } from "../ui/Field";

/** What an event can be about, and the beginnings of the kinds that this is called by in the records. */
const kinds = {
  session: ["session"],
  factor: ["factor"],
  identity: ["identity"],
  user: ["user"],
  password: ["user.password_changed", "user.password_set", "user.password_reset"],
  grant: ["grant", "family"],
  api_key: ["api_key"],
  data_export: ["data_export"],
  app: ["app", "app_scope"],
  client: ["client"],
  client_secret: ["client_secret"],
  redirect_url: ["redirect_url"],
  token: ["token", "code", "refresh_token"],
  api: ["api"],
  scope: ["scope"],
  resource: ["resource", "resources"],
  organization: ["organization"],
  member: ["member", "membership", "invitation"],
  signing_key: ["signing_key"],
  setting: ["settings", "setting"],
  audit_log: ["audit_log", "admin"],
} as const satisfies Record<string, readonly string[]>;
type Noun = keyof typeof kinds;

const nouns = {
  account: [
    "session",
    "factor",
    "identity",
    "user",
    "password",
    "grant",
    "api_key",
    "member",
    "data_export",
  ],
  app: ["app", "client", "client_secret", "redirect_url", "grant", "token"],
  all: Object.keys(kinds).filter((noun) => noun !== "password") as Noun[],
} as const satisfies Record<string, readonly Noun[]>;

const days = ["0", "1", "7", "30", "90"] as const;
const outcomes: readonly Outcome[] = ["SUCCESS", "FAILURE"];

/** What every list of events takes to leave some out. */
export type EventFilter = Pick<AdminAuditEventFilter, "outcome" | "since"> & { kinds?: string[] };

export interface EventFilterState<Filter = EventFilter> {
  filter: Filter | null;
  /** Names the list that the filter makes, so that another one begins at its first page. */
  key: string;
  controls: React.ReactNode;
}

function nounOf({ about }: Choices, offered: readonly Noun[]): Noun | "" {
  return offered.find((noun) => noun === about) ?? "";
}

/** Which events are wanted: about what, how they ended, since when. All of it is in the address. */
export function useEventFilter(about: keyof typeof nouns): EventFilterState {
  const { choices, choose } = useAddress();
  const noun = nounOf(choices, nouns[about]);
  const outcome = outcomes.find((each) => each === choices.outcome) ?? "";
  const since = days.find((each) => each === choices.days) ?? "0";
  // One moment for as long as the page is there: a list that moves on has other pages.
  const from = useMemo(
    () => (since === "0" ? null : new Date(Date.now() - Number(since) * 86_400_000).toISOString()),
    [since],
  );

  const filter: EventFilter = {};
  if (noun) filter.kinds = [...kinds[noun]];
  if (outcome) filter.outcome = outcome;
  if (from) filter.since = from;
  const key = JSON.stringify(filter);

  return {
    filter: key === "{}" ? null : filter,
    key,
    controls: (
      <fieldset className="filters" aria-label={t("events.filter")}>
        <SelectField
          label={t("events.about")}
          value={noun}
          onChange={(value) => choose({ about: value })}
          options={[
            { value: "", label: t("events.everything") },
            ...nouns[about].map((value) => ({ value, label: t(`events.noun.${value}`) })),
          ]}
        />
        <SelectField
          label={t("events.outcome")}
          value={outcome}
          onChange={(value) => choose({ outcome: value })}
          options={[
            { value: "", label: t("events.anyOutcome") },
            { value: "SUCCESS", label: t("events.done") },
            { value: "FAILURE", label: t("activity.refused") },
          ]}
        />
        <SelectField
          label={t("events.since")}
          value={since}
          onChange={(value) => choose({ days: value === "0" ? "" : value })}
          options={days.map((value) => ({ value, label: t(`events.days.${value}`) }))}
        />
      </fieldset>
    ),
  };
}

const AccountOfAddress = graphql(`
  query AccountOfAddress($email: EmailAddress!) {
    admin {
      user(email: $email) {
        id
      }
    }
  }
`);

/** Whose events, and of which app: for administrators, who have an address or an id before them. */
function Concerning({ choices, choose }: ReturnType<typeof useAddress>) {
  const client = useClient();
  const [user, setUser] = useState(choices.user ?? "");
  const [app, setApp] = useState(choices.app ?? "");
  const [unknown, setUnknown] = useState(false);

  async function apply() {
    const typed = user.trim();
    let id: string | undefined = typed;
    if (typed.includes("@")) {
      const { data } = await read(client, AccountOfAddress, { email: typed });
      id = data?.admin?.user?.id;
    }
    setUnknown(id === undefined);
    if (id !== undefined) choose({ user: id, app: app.trim() });
  }

  return (
    <form
      className="filters"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void apply();
      }}
    >
      <TextField
        label={t("events.user")}
        value={user}
        onChange={setUser}
        autoComplete="off"
        error={unknown ? t("events.noSuchUser") : undefined}
      />
      <TextField label={t("events.app")} code value={app} onChange={setApp} autoComplete="off" />
      <Button type="submit">{t("events.apply")}</Button>
      {(choices.user || choices.app) && (
        <Button
          look="quiet"
          onClick={() => {
            setUser("");
            setApp("");
            setUnknown(false);
            choose({ user: "", app: "" });
          }}
        >
          {t("events.ofAll")}
        </Button>
      )}
    </form>
  );
}

/** The filter of the whole service's log. */
export function useAdminEventFilter(): EventFilterState<AdminAuditEventFilter> {
  const address = useAddress();
  const { user, app } = address.choices;
  const { filter, key, controls } = useEventFilter("all");
  const whole: AdminAuditEventFilter = { ...filter };
  if (user) whole.userId = user;
  if (app) whole.appId = app;
  return {
    filter: filter || user || app ? whole : null,
    key: `${key} ${user ?? ""} ${app ?? ""}`,
    controls: (
      <>
        {controls}
        {/* A link on the page may choose another account: the fields begin anew with it. */}
        <Concerning key={`${user ?? ""} ${app ?? ""}`} {...address} />
      </>
    ),
  };
}
