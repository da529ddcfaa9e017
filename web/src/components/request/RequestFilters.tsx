import { useState } from "react";
import type { Platform, RequestEndpoint, RequestLogFilter } from "../../gql/graphql";
import { t } from "../../lib/i18n";
import { platformName } from "../../lib/words";
import { SelectField } from "../ui/Field";

const endpoints: readonly RequestEndpoint[] = [
  "AUTHORIZE",
  "TOKEN",
  "INTROSPECT",
  "REVOKE",
  "USERINFO",
];

/** The standard's error codes (RFC 6749, RFC 6750) that a refused request can end with. */
const codes = [
  "invalid_request",
  "invalid_client",
  "invalid_grant",
  "invalid_scope",
  "invalid_token",
  "unauthorized_client",
  "unsupported_grant_type",
  "unsupported_response_type",
] as const;

const days = ["0", "1", "7", "30"] as const;
type Days = (typeof days)[number];

/** As much of a client as it takes to name it. */
interface Named {
  clientId: string;
  platform: Platform;
}

export interface RequestFilterState {
  filter: RequestLogFilter | null;
  /** Names the list that the filter makes, so that another one begins at its first page. */
  key: string;
  controls: (clients: readonly Named[]) => React.ReactNode;
}

/** Which refused requests are wanted: where, with what answer, of which client, since when. */
export function useRequestFilter(): RequestFilterState {
  const [endpoint, setEndpoint] = useState<RequestEndpoint | "">("");
  const [code, setCode] = useState<(typeof codes)[number] | "">("");
  const [clientId, setClientId] = useState("");
  const [since, setSince] = useState<{ days: Days; at: string | null }>({ days: "0", at: null });

  const filter: RequestLogFilter = {};
  if (endpoint) filter.endpoint = endpoint;
  if (code) filter.code = code;
  if (clientId) filter.clientId = clientId;
  if (since.at) filter.since = since.at;
  const key = JSON.stringify(filter);

  return {
    filter: key === "{}" ? null : filter,
    key,
    controls: (clients) => (
      <fieldset className="filters" aria-label={t("requests.filter")}>
        <SelectField
          label={t("requests.endpoint")}
          value={endpoint}
          onChange={setEndpoint}
          options={[
            { value: "", label: t("events.everything") },
            ...endpoints.map((value) => ({ value, label: t(`requests.endpoint.${value}`) })),
          ]}
        />
        <SelectField
          label={t("requests.code")}
          value={code}
          onChange={setCode}
          options={[
            { value: "", label: t("events.anyOutcome") },
            ...codes.map((value) => ({ value, label: value })),
          ]}
        />
        {clients.length > 1 && (
          <SelectField
            label={t("requests.client")}
            value={clientId}
            onChange={setClientId}
            options={[
              { value: "", label: t("requests.anyClient") },
              ...clients.map((client) => ({
                value: client.clientId,
                label: `${platformName(client.platform)} (${client.clientId})`,
              })),
            ]}
          />
        )}
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
