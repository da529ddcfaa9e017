import { Link, useParams } from "@tanstack/react-router";
import { ChevronLeft } from "lucide-react";
import { Members } from "../components/organization/Members";
import { OrganizationDanger } from "../components/organization/OrganizationDanger";
import { OrganizationNames } from "../components/organization/OrganizationNames";
import { OrganizationSecurity } from "../components/organization/OrganizationSecurity";
import { Avatar } from "../components/ui/Avatar";
import { Badge } from "../components/ui/Badge";
import { Section, WindowTitle } from "../components/ui/Page";
import { Loaded } from "../components/ui/States";
import { graphql } from "../gql";
import { useOperation } from "../lib/graphql";
import { t } from "../lib/i18n";

const OrganizationQuery = graphql(`
  query Organization($slug: String!) {
    organization(slug: $slug) {
      id
      slug
      name
      role
      secondFactorRequired
      permissions {
        canUpdate
        canManageMembers
        canManageOwners
      }
      invitations {
        id
        email
        role
        expiresAt
        revokedAt
      }
      members {
        userId
        displayName
        email
        role
        createdAt
      }
      apps(first: 50, orderBy: { field: NAME }) {
        nodes {
          id
          name
        }
      }
      apis(first: 50) {
        nodes {
          id
          name
        }
      }
    }
  }
`);

export function Organization() {
  const { slug } = useParams({ from: "/organizations/$slug" });
  const answer = useOperation(OrganizationQuery, { slug });
  return (
    <div className="page">
      <Link className="crumb" to="/organizations">
        <ChevronLeft size={16} aria-hidden />
        {t("organizations.title")}
      </Link>
      <Loaded answer={answer} pick={({ organization }) => organization} rows={6}>
        {(organization) => (
          <>
            <WindowTitle of={organization.name} />
            <header className="identity">
              <Avatar name={organization.name} />
              <h1 className="cluster">
                {organization.name}
                {organization.role && <Badge>{t(`role.${organization.role}`)}</Badge>}
              </h1>
            </header>
            <Members organization={organization} refresh={answer.refresh} />
            <Section title={t("organization.apps")}>
              {organization.apps?.nodes.length ? (
                <ul className="list-edit">
                  {organization.apps.nodes.map((app) => (
                    <li key={app.id}>
                      <Link to="/apps/$appId" params={{ appId: app.id }}>
                        {app.name}
                      </Link>
                    </li>
                  ))}
                </ul>
              ) : (
                <p className="muted">{t("organization.noApps")}</p>
              )}
            </Section>
            <Section title={t("organization.apis")}>
              {organization.apis?.nodes.length ? (
                <ul className="list-edit">
                  {organization.apis.nodes.map((api) => (
                    <li key={api.id}>
                      <Link to="/apis/$apiId" params={{ apiId: api.id }}>
                        {api.name}
                      </Link>
                    </li>
                  ))}
                </ul>
              ) : (
                <p className="muted">{t("organization.noApis")}</p>
              )}
            </Section>
            <OrganizationSecurity organization={organization} refresh={answer.refresh} />
            {organization.permissions.canUpdate && (
              <OrganizationNames
                key={organization.id}
                organization={organization}
                refresh={answer.refresh}
              />
            )}
            <OrganizationDanger organization={organization} />
          </>
        )}
      </Loaded>
    </div>
  );
}
