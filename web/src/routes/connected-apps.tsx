import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { RemoveAccess, RemoveAll } from "../components/grant/GrantActions";
import { May } from "../components/grant/May";
import { type Part, TakeAway } from "../components/grant/TakeAway";
import { Avatar } from "../components/ui/Avatar";
import { Badge } from "../components/ui/Badge";
import { Button } from "../components/ui/Button";
import { Found } from "../components/ui/Found";
import { OutLink } from "../components/ui/OutLink";
import { Facts, Page } from "../components/ui/Page";
import { usePager } from "../components/ui/Pager";
import { RelativeTime, useNow } from "../components/ui/RelativeTime";
import { SearchField, useListSearch, useWorthSearching } from "../components/ui/Search";
import { EmptyState, Loaded } from "../components/ui/States";
import { graphql } from "../gql";
import type { GrantCardFragment } from "../gql/graphql";
import { focusContent } from "../lib/focus";
import { useOperation } from "../lib/graphql";
import { t, tn } from "../lib/i18n";
import { unused } from "../lib/words";

const ConnectedAppsQuery = graphql(`
  query ConnectedApps($after: String, $filter: GrantFilter) {
    viewer {
      grants(first: 25, after: $after, filter: $filter) {
        nodes {
          ...GrantCard
        }
        totalCount
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`);

/** So many are shown whole; of more, what each may do is folded away, so that one can look through them. */
const FEW = 3;

interface GrantCardProps {
  grant: GrantCardFragment;
  few: boolean;
  onRemove: () => void;
  onTake: (part: Part) => void;
}

function GrantCard({ grant, few, onRemove, onTake }: GrantCardProps) {
  // As it was when it appeared: one less in the list must not open the others.
  const [began] = useState(few);
  const { app } = grant;
  const now = useNow();
  return (
    <li className="section">
      <header className="section-head">
        <div className="identity">
          <Avatar name={app.name} src={app.logoUri} />
          <div>
            <h2 className="cluster">
              <Link
                className="name-link"
                to="/connected-apps/$grantId"
                params={{ grantId: grant.id }}
              >
                {app.name}
              </Link>
              {app.verified && <Badge tone="success">{t("connected.verified")}</Badge>}
              {unused(grant, now) && <Badge tone="warning">{t("connected.unused")}</Badge>}
            </h2>
            {app.publisher && (
              <span className="muted">{`${t("connected.publisher")} ${app.publisher}`}</span>
            )}
            {app.homepage && <OutLink url={app.homepage} short />}
          </div>
        </div>
        <Button onClick={onRemove} aria-label={`${t("connected.remove")}: ${app.name}`}>
          {t("connected.remove")}
        </Button>
      </header>
      <details className="fold" open={began}>
        <summary>
          <h3>{t("connected.may")}</h3>
          <span className="cluster muted">
            {tn("keys.permissionCount", grant.scopes.length)}
            {grant.scopes.some((scope) => scope.sensitive) && (
              <Badge tone="warning">{t("connected.sensitive")}</Badge>
            )}
          </span>
        </summary>
        <May grant={grant} onTake={onTake} />
      </details>
      <Facts
        of={[
          [t("connected.since"), <RelativeTime key="since" at={grant.createdAt} />],
          [
            t("connected.lastUsed"),
            <span key="used">
              <RelativeTime at={grant.lastUsedAt} none={t("time.notYet")} />
              {grant.lastUsedFrom &&
                ` ${t("connected.lastUsedFrom", { place: grant.lastUsedFrom })}`}
            </span>,
          ],
        ]}
      />
    </li>
  );
}

export function ConnectedApps() {
  const search = useListSearch();
  const { after, pager } = usePager(search.wanted);
  const filter = search.wanted ? { search: search.wanted } : null;
  // Always anew: coming from "Remove access", the removed one must not appear again.
  const answer = useOperation(ConnectedAppsQuery, { after, filter }, "network-only");
  const [removing, setRemoving] = useState<GrantCardFragment | "all" | null>(null);
  const [taking, setTaking] = useState<Part | null>(null);
  const total = answer.data?.viewer?.grants?.totalCount ?? 0;
  const searchable = useWorthSearching(total > 5);
  const close = () => setRemoving(null);
  const done = () => {
    close();
    answer.refresh();
    focusContent();
  };

  return (
    <Page
      title={t("connected.title")}
      purpose={t("connected.purpose")}
      action={
        total > 1 &&
        !search.wanted && (
          <Button onClick={() => setRemoving("all")}>{t("connected.removeAll")}</Button>
        )
      }
    >
      {searchable && <SearchField label={t("connected.search")} search={search} />}
      <Found filtered={filter !== null} shown={answer.data?.viewer?.grants?.nodes.length} />
      <Loaded answer={answer} pick={({ viewer }) => viewer?.grants}>
        {(grants) =>
          grants.nodes.length === 0 ? (
            search.wanted ? (
              <EmptyState title={t("apps.noMatch")}>{t("apps.noMatchText")}</EmptyState>
            ) : (
              <EmptyState title={t("connected.empty")}>{t("connected.emptyText")}</EmptyState>
            )
          ) : (
            <>
              <ul className="cards">
                {grants.nodes.map((grant) => (
                  <GrantCard
                    key={grant.id}
                    grant={grant}
                    few={grants.nodes.length <= FEW}
                    onRemove={() => setRemoving(grant)}
                    onTake={setTaking}
                  />
                ))}
              </ul>
              {pager(grants.pageInfo)}
            </>
          )
        }
      </Loaded>
      {taking && (
        <TakeAway
          part={taking}
          until={
            answer.data?.viewer?.grants?.nodes.find(({ id }) => id === taking.grantId)
              ?.accessTokensEndBy
          }
          onClose={() => setTaking(null)}
          onDone={() => {
            setTaking(null);
            answer.refresh();
            focusContent();
          }}
        />
      )}
      {removing === "all" && <RemoveAll count={total} onClose={close} onDone={done} />}
      {removing && removing !== "all" && (
        <RemoveAccess grant={removing} onClose={close} onDone={done} />
      )}
    </Page>
  );
}
