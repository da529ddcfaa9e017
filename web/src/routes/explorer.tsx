import { Play } from "lucide-react";
import { type KeyboardEvent, useState } from "react";
import { SchemaBrowser } from "../components/explorer/SchemaBrowser";
import { Button } from "../components/ui/Button";
import { TextField } from "../components/ui/Field";
import { Page, Section } from "../components/ui/Page";
import { Problems } from "../components/ui/Problems";
import { Snippet } from "../components/ui/Snippet";
import { EmptyState, Loaded } from "../components/ui/States";
import { graphql } from "../gql";
import { operationFor, type Ran, run, type SchemaField, variablesOf } from "../lib/explorer";
import { invalid, type Problem, problemOf, useOperation } from "../lib/graphql";
import { number, t } from "../lib/i18n";

const ExplorerQuery = graphql(`
  query Explorer {
    serviceInfo {
      explorer
    }
  }
`);

const FIRST = `query {
  viewer {
    user { displayName email }
    apps(first: 5) { totalCount nodes { id name } }
  }
}`;

function Answer({ ran }: { ran: Ran | null }) {
  if (!ran) return <p className="muted">{t("explorer.none")}</p>;
  const cost = ran.cost && {
    cost: number(ran.cost.cost),
    limit: number(ran.cost.limit),
  };
  const took = t("explorer.took", {
    status: ran.status,
    milliseconds: number(ran.milliseconds),
  });
  return <Snippet title={cost ? `${took}, ${t("explorer.cost", cost)}` : took} code={ran.text} />;
}

function Editor() {
  const [query, setQuery] = useState(FIRST);
  const [variables, setVariables] = useState("");
  const [ran, setRan] = useState<Ran | null>(null);
  const [busy, setBusy] = useState(false);
  const [problems, setProblems] = useState<Problem[]>([]);

  async function start() {
    if (busy) return;
    const values = variablesOf(variables);
    const wrong = [
      invalid(query.trim() === "", t("explorer.missing"), "query"),
      invalid(values === null, t("explorer.notJson"), "variables"),
    ].filter((each) => each !== false);
    setProblems(wrong);
    if (wrong.length > 0 || !values) return;
    setBusy(true);
    try {
      setRan(await run(query, values));
    } catch {
      setProblems([{ code: "FAILED", message: t("failure.offline"), path: [] }]);
    }
    setBusy(false);
  }

  async function use(root: string, field: SchemaField) {
    const [text, values] = await operationFor(root, field);
    setQuery(text);
    setVariables(values);
    window.scrollTo({ top: 0 });
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void start();
  };
  return (
    <div className="explorer">
      <div className="stack">
        <form
          className="stack"
          noValidate
          onKeyDown={onKeyDown}
          onSubmit={(event) => {
            event.preventDefault();
            void start();
          }}
        >
          <Problems of={problems} />
          <TextField
            label={t("explorer.query")}
            help={t("explorer.runKey")}
            code
            rows={14}
            value={query}
            onChange={setQuery}
            error={problemOf(problems, "query")}
          />
          <TextField
            label={t("explorer.variables")}
            optional
            code
            rows={4}
            value={variables}
            onChange={setVariables}
            error={problemOf(problems, "variables")}
          />
          <div className="actions">
            <Button look="primary" type="submit" busy={busy} icon={<Play size={16} aria-hidden />}>
              {t("explorer.run")}
            </Button>
          </div>
        </form>
        <Section title={t("explorer.answer")}>
          <div role="status">
            <Answer ran={ran} />
          </div>
        </Section>
      </div>
      <SchemaBrowser onUse={use} />
    </div>
  );
}

/** The GraphQL API, tried by hand. */
export function Explorer() {
  const answer = useOperation(ExplorerQuery, {});
  return (
    <Page title={t("explorer.title")} purpose={t("explorer.purpose")}>
      <Loaded answer={answer} pick={(data) => data.serviceInfo}>
        {({ explorer }) =>
          explorer ? (
            <Editor />
          ) : (
            <EmptyState title={t("explorer.off")}>{t("explorer.offText")}</EmptyState>
          )
        }
      </Loaded>
    </Page>
  );
}
