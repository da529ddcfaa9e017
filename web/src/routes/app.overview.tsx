import { Link, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { Arriving } from "../components/app/Arriving";
import { ClientTable } from "../components/app/ClientTable";
import { Usage } from "../components/app/Usage";
import { CopyText } from "../components/ui/CopyButton";
import { OutLink } from "../components/ui/OutLink";
import { Facts, Section } from "../components/ui/Page";
import { RelativeTime } from "../components/ui/RelativeTime";
import { Loaded } from "../components/ui/States";
import { graphql } from "../gql";
import type { UsageRange } from "../gql/graphql";
import { useKept, useOperation } from "../lib/graphql";
import { number, t } from "../lib/i18n";

const AppOverviewQuery = graphql(`
  query AppOverview($id: ID!, $range: UsageRange!) {
    app(id: $id) {
      id
      description
      homepage
      policyUri
      tosUri
      createdAt
      updatedAt
      grantsCount
      usage(range: $range) {
        ...AppUsagePart
      }
      owner {
        __typename
        ... on User {
          displayName
        }
        ... on Organization {
          name
        }
      }
      clients {
        ...ClientRow
      }
    }
  }
`);

export function AppOverview() {
  const { appId } = useParams({ from: "/apps/$appId/" });
  const [range, setRange] = useState<UsageRange>("LAST_30_DAYS");
  const answer = useKept(useOperation(AppOverviewQuery, { id: appId, range }));
  return (
    <Loaded answer={answer} pick={(data) => data.app}>
      {(app) => (
        <>
          {app.grantsCount === 0 && app.clients[0] && (
            <Arriving appId={appId} snippetsOf={app.clients[0].clientId} />
          )}
          <Usage usage={app.usage} range={range} onRange={setRange} />
          <Section
            title={t("app.credentials")}
            note={t("app.credentialsNote")}
            action={
              <Link to="/apps/$appId/clients" params={{ appId }}>
                {t("app.tab.clients")}
              </Link>
            }
          >
            <ClientTable appId={appId} clients={app.clients} />
          </Section>
          <Section title={t("app.facts")}>
            <Facts
              of={[
                [t("app.description"), app.description],
                [
                  t("app.owner"),
                  app.owner?.__typename === "User" ? app.owner.displayName : app.owner?.name,
                ],
                [t("app.grants"), number(app.grantsCount)],
                [t("app.homepage"), app.homepage && <OutLink key="home" url={app.homepage} />],
                [t("app.policy"), app.policyUri && <OutLink key="policy" url={app.policyUri} />],
                [t("app.terms"), app.tosUri && <OutLink key="terms" url={app.tosUri} />],
                [t("app.id"), <CopyText key="id" text={app.id} what={t("app.id")} />],
                [t("app.created"), <RelativeTime key="created" at={app.createdAt} />],
                [t("app.updated"), <RelativeTime key="updated" at={app.updatedAt} />],
              ]}
            />
          </Section>
        </>
      )}
    </Loaded>
  );
}
