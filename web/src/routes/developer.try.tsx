import { useNavigate, useRouterState } from "@tanstack/react-router";
import { RotateCw } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { ExchangeCard } from "../components/try/ExchangeCard";
import { StartTrial } from "../components/try/StartTrial";
import { TokenCard } from "../components/try/TokenCard";
import { Button } from "../components/ui/Button";
import { Page } from "../components/ui/Page";
import { useSearch } from "../components/ui/Search";
import { Loaded } from "../components/ui/States";
import { graphql } from "../gql";
import { useKept, useOperation } from "../lib/graphql";
import { t } from "../lib/i18n";
import {
  authorizeParameters,
  type Exchange,
  post,
  type Returned,
  seen,
  type Tokens,
  takeReturn,
  userinfo,
} from "../lib/trial";

const TryItNowQuery = graphql(`
  query TryItNow($filter: AppFilter) {
    serviceInfo {
      issuer
    }
    viewer {
      canCreateApps
      apps(first: 20, filter: $filter, orderBy: { field: CREATED_AT, direction: DESC }) {
        nodes {
          id
          name
          clients {
            id
            clientId
            platform
          }
        }
        pageInfo {
          hasNextPage
        }
      }
    }
  }
`);

type Back = Extract<Returned, { kind: "back" }>;

function tokensOf(exchange: Exchange): Tokens | null {
  const answer = exchange.answer as Partial<Tokens> | null;
  return exchange.status === 200 && answer?.access_token ? (answer as Tokens) : null;
}

/** What the flow brought back, the requests that follow, and more of them by hand. */
function Trial({ back, issuer }: { back: Back; issuer: string }) {
  const [exchanges, setExchanges] = useState<readonly Exchange[]>([]);
  const [tokens, setTokens] = useState<Tokens | null>(null);
  const [failed, setFailed] = useState(false);
  const begun = useRef(false);
  const { clientId, verifier } = back.started;

  async function add(request: Promise<Exchange>): Promise<Exchange | null> {
    try {
      const exchange = await request;
      setExchanges((all) => [...all, exchange]);
      const fresh = tokensOf(exchange);
      if (fresh) setTokens((old) => ({ ...old, ...fresh }));
      return exchange;
    } catch {
      setFailed(true);
      return null;
    }
  }
  const ask = (token: string) => add(userinfo(`${issuer}/oauth/userinfo`, token));

  async function follow() {
    const here = `${issuer}/developer/try`;
    const asked = await authorizeParameters(back.started, here);
    setExchanges([
      seen("authorize", `${issuer}/oauth/authorize`, asked),
      seen("return", here, back.answer),
    ]);
    const code = new Map(back.answer).get("code");
    if (!code) return;
    const exchange = await add(
      post("token", `${issuer}/oauth/token`, [
        ["grant_type", "authorization_code"],
        ["client_id", clientId],
        ["code", code],
        ["redirect_uri", here],
        ["code_verifier", verifier],
      ]),
    );
    const fresh = exchange && tokensOf(exchange);
    if (fresh) await ask(fresh.access_token);
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: a code is redeemed once, whatever is drawn again
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    void follow();
  }, []);

  return (
    <>
      {failed && <p className="field-error">{t("failure.offline")}</p>}
      {exchanges.map((exchange, index) => (
        <ExchangeCard key={exchange.id} exchange={exchange} step={index + 1} />
      ))}
      {tokens?.id_token && <TokenCard token={tokens.id_token} kind="id_token" />}
      {tokens && <TokenCard token={tokens.access_token} kind="access_token" />}
      {tokens && (
        <div className="actions">
          <Button onClick={() => void ask(tokens.access_token)}>{t("try.askAgain")}</Button>
          {tokens.refresh_token && (
            <Button
              onClick={() =>
                void add(
                  post("refresh", `${issuer}/oauth/token`, [
                    ["grant_type", "refresh_token"],
                    ["client_id", clientId],
                    ["refresh_token", tokens.refresh_token ?? ""],
                  ]),
                )
              }
            >
              {t("try.refresh")}
            </Button>
          )}
          <Button
            onClick={() =>
              void add(
                post("revoke", `${issuer}/oauth/revoke`, [
                  ["client_id", clientId],
                  ["token", tokens.access_token],
                ]),
              )
            }
          >
            {t("try.revoke")}
          </Button>
        </div>
      )}
    </>
  );
}

/** The real flow, seen from inside: every request, every answer, every claim. */
export function TryItNow() {
  const search = useRouterState({ select: (state) => state.location.searchStr });
  const [returned, setReturned] = useState<Returned>(() => takeReturn(search));
  const find = useSearch();
  const filter = find.wanted ? { search: find.wanted } : null;
  const answer = useKept(useOperation(TryItNowQuery, { filter }));
  const navigate = useNavigate();

  // The code in the address is used up; it need not stay in the history.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, for the address the page was opened with
  useEffect(() => {
    if (search) void navigate({ to: "/developer/try", search: {}, replace: true });
  }, []);

  return (
    <Page
      title={t("try.title")}
      purpose={t("try.purpose")}
      action={
        returned.kind === "back" && (
          <Button
            icon={<RotateCw size={16} aria-hidden />}
            onClick={() => setReturned({ kind: "fresh" })}
          >
            {t("try.again")}
          </Button>
        )
      }
    >
      {returned.kind === "foreign" && (
        <p className="problems" role="alert">
          {t("try.foreign")}
        </p>
      )}
      <Loaded answer={answer} pick={({ viewer }) => viewer?.apps} rows={5}>
        {(apps) => {
          const issuer = answer.data?.serviceInfo.issuer ?? "";
          return returned.kind === "back" ? (
            <Trial back={returned} issuer={issuer} />
          ) : (
            <StartTrial
              apps={apps.nodes}
              search={find}
              more={apps.pageInfo.hasNextPage}
              mayCreate={answer.data?.viewer?.canCreateApps ?? false}
              issuer={issuer}
              refresh={answer.refresh}
            />
          );
        }}
      </Loaded>
    </Page>
  );
}
