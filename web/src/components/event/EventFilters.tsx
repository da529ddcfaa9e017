import { useState } from "react";
import type { Outcome } from "../../gql/graphql";
import { t } from "../../lib/i18n";
import { SelectField } from "../ui/Field";

const nouns = {
  account: ["session", "user", "password", "api_key"],
  app: ["app", "client", "client_secret", "redirect_url", "grant", "token"],
  all: [
    "session",
    "user",
    "app",
    "client",
    "client_secret",
    "redirect_url",
    "grant",
    "token",
    "api",
    "scope",
    "organization",
    "api_key",
    "signing_key",
    "setting",
  ],
} as const;
type Noun = (typeof nouns)[keyof typeof nouns][number];

const days = ["0", "1", "7", "30", "90"] as const;
type Days = (typeof days)[number];

/** What the API takes to leave events out. */
export interface EventFilter {
  kinds?: string[];
  outcome?: Outcome;
  since?: string;
}

export interface EventFilterState {
  filter: EventFilter | null;
  /** Names the list that the filter makes, so that another one begins at its first page. */
  key: string;
  controls: React.ReactNode;
}

/** Which events are wanted: about what, how they ended, since when. */
export function useEventFilter(about: keyof typeof nouns): EventFilterState {
  const [noun, setNoun] = useState<Noun | "">("");
  const [outcome, setOutcome] = useState<Outcome | "">("");
  const [since, setSince] = useState<{ days: Days; at: string | null }>({ days: "0", at: null });

  const filter: EventFilter = {};
  if (noun) filter.kinds = [noun];
  if (outcome) filter.outcome = outcome;
  if (since.at) filter.since = since.at;
  const key = JSON.stringify(filter);

  return {
    filter: key === "{}" ? null : filter,
    key,
    controls: (
      <fieldset className="filters" aria-label={t("events.filter")}>
        <SelectField
          label={t("events.about")}
          value={noun}
          onChange={setNoun}
          options={[
            { value: "", label: t("events.everything") },
            ...nouns[about].map((value) => ({ value, label: t(`events.noun.${value}`) })),
          ]}
        />
        <SelectField
          label={t("events.outcome")}
          value={outcome}
          onChange={setOutcome}
          options={[
            { value: "", label: t("events.anyOutcome") },
            { value: "SUCCESS", label: t("events.done") },
            { value: "FAILURE", label: t("activity.refused") },
          ]}
        />
        <SelectField
          label={t("events.since")}
          value={since.days}
          onChange={(value) =>
            setSince({
              days: value,
              at:
                value === "0"
                  ? null
                  : new Date(Date.now() - Number(value) * 86_400_000).toISOString(),
            })
          }
          options={days.map((value) => ({ value, label: t(`events.days.${value}`) }))}
        />
      </fieldset>
    ),
  };
}
