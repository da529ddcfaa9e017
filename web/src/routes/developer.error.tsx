import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { RequestCard } from "../components/request/RequestCard";
import { Button } from "../components/ui/Button";
import { TextField } from "../components/ui/Field";
import { Page } from "../components/ui/Page";
import { EmptyState, Loaded } from "../components/ui/States";
import { graphql } from "../gql";
import { useOperation } from "../lib/graphql";
import { t } from "../lib/i18n";

const FindErrorQuery = graphql(`
  query FindError($errorId: String!) {
    requestLogEntry(errorId: $errorId) {
      ...RequestEntry
      app {
        id
        name
      }
    }
  }
`);

function Found({ errorId }: { errorId: string }) {
  const answer = useOperation(FindErrorQuery, { errorId });
  return (
    <Loaded answer={answer} pick={(data) => ({ entry: data.requestLogEntry })} rows={4}>
      {({ entry }) =>
        entry?.app ? (
          <>
            <p>
              <Link to="/apps/$appId/requests" params={{ appId: entry.app.id }}>
                {t("findError.all", { name: entry.app.name })}
              </Link>
            </p>
            <ul className="cards">
              <RequestCard entry={entry} appId={entry.app.id} />
            </ul>
          </>
        ) : (
          <EmptyState title={t("findError.none")}>{t("findError.noneText")}</EmptyState>
        )
      }
    </Loaded>
  );
}

/** From the id on an error page to its explanation. */
export function FindError() {
  const { id } = useSearch({ from: "/developer/error" });
  const [typed, setTyped] = useState(id ?? "");
  const navigate = useNavigate();
  return (
    <Page title={t("findError.title")} purpose={t("findError.purpose")}>
      <form
        className="inline-form page-narrow"
        onSubmit={(event) => {
          event.preventDefault();
          if (typed.trim()) void navigate({ to: "/developer/error", search: { id: typed.trim() } });
        }}
      >
        <TextField
          label={t("requests.errorId")}
          help={t("findError.help")}
          code
          autoComplete="off"
          value={typed}
          onChange={setTyped}
        />
        <Button type="submit">{t("findError.find")}</Button>
      </form>
      {id && <Found key={id} errorId={id} />}
    </Page>
  );
}
