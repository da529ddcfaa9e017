import { useNavigate } from "@tanstack/react-router";
import { graphql } from "../../gql";
import type { OrganizationQuery } from "../../gql/graphql";
import { useDraft } from "../../lib/form";
import { problemOf, useAction } from "../../lib/graphql";
import { t } from "../../lib/i18n";
import { Button } from "../ui/Button";
import { TextField } from "../ui/Field";
import { notify } from "../ui/Notices";
import { Section } from "../ui/Page";
import { Problems } from "../ui/Problems";

const UpdateOrganization = graphql(`
  mutation UpdateOrganization($input: UpdateOrganizationInput!) {
    updateOrganization(input: $input) {
      organization {
        id
        slug
        name
      }
      userErrors {
        message
        field
        code
      }
    }
  }
`);

type Organization = NonNullable<OrganizationQuery["organization"]>;

interface NamesProps {
  organization: Organization;
  refresh: () => void;
}

export function OrganizationNames({ organization, refresh }: NamesProps) {
  const draft = useDraft({ name: organization.name, slug: organization.slug });
  const action = useAction(UpdateOrganization);
  const navigate = useNavigate();
  return (
    <Section title={t("client.settings")}>
      <form
        className="stack page-narrow"
        noValidate
        onSubmit={async (event) => {
          event.preventDefault();
          if (!draft.changed || action.busy) return;
          const { payload } = await action.run({
            organizationId: organization.id,
            ...draft.changes,
          });
          if (!payload?.organization) return;
          notify(t("organization.saved"));
          if (payload.organization.slug === organization.slug) refresh();
          else {
            await navigate({
              to: "/organizations/$slug",
              params: { slug: payload.organization.slug },
              replace: true,
            });
          }
        }}
      >
        <Problems of={action.problems} />
        <TextField
          label={t("organizations.name")}
          help={t("organizations.nameHelp")}
          value={draft.values.name}
          onChange={draft.set("name")}
          error={problemOf(action.problems, "name")}
        />
        <TextField
          label={t("organizations.slug")}
          help={t("organizations.slugHelp")}
          code
          value={draft.values.slug}
          onChange={draft.set("slug")}
          error={problemOf(action.problems, "slug")}
        />
        <div className="actions">
          <Button look="primary" type="submit" busy={action.busy} disabled={!draft.changed}>
            {t("action.save")}
          </Button>
        </div>
      </form>
    </Section>
  );
}
