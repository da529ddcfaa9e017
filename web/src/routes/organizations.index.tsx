import { Link, useNavigate } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import { useState } from "react";
import { InvitationCard } from "../components/organization/InvitationCard";
import { Badge } from "../components/ui/Badge";
import { Button } from "../components/ui/Button";
import { Dialog } from "../components/ui/Dialog";
import { TextField } from "../components/ui/Field";
import { notify } from "../components/ui/Notices";
import { Page } from "../components/ui/Page";
import { Problems } from "../components/ui/Problems";
import { RelativeTime } from "../components/ui/RelativeTime";
import { EmptyState, Loaded } from "../components/ui/States";
import { Table } from "../components/ui/Table";
import { graphql } from "../gql";
import { invalid, problemOf, useAction, useIdempotencyKey, useOperation } from "../lib/graphql";
import { t } from "../lib/i18n";

const OrganizationsQuery = graphql(`
  query Organizations {
    viewer {
      invitations {
        ...InvitationPart
      }
      organizations {
        id
        slug
        name
        role
        createdAt
      }
    }
  }
`);

const CreateOrganization = graphql(`
  mutation CreateOrganization($input: CreateOrganizationInput!) {
    createOrganization(input: $input) {
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

/** A short name made of the name, until somebody writes their own. */
function slugOf(name: string): string {
  return name
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "")
    .slice(0, 40);
}

function Create({ onClose }: { onClose: () => void }) {
  const [name, setName] = useState("");
  const [typed, setTyped] = useState<string | null>(null);
  const idempotencyKey = useIdempotencyKey();
  const action = useAction(CreateOrganization);
  const navigate = useNavigate();
  const slug = typed ?? slugOf(name);
  return (
    <Dialog title={t("organizations.new")} onClose={onClose} locked={action.busy}>
      <form
        className="stack"
        noValidate
        onSubmit={async (event) => {
          event.preventDefault();
          if (action.busy) return;
          const refused = action.refuse([
            invalid(name.trim() === "", t("organizations.nameMissing"), "name"),
            invalid(name.trim() !== "" && slug === "", t("organizations.slugMissing"), "slug"),
          ]);
          if (refused) return;
          const { payload } = await action.run({ name: name.trim(), slug, idempotencyKey });
          if (!payload?.organization) return;
          notify(t("organizations.created", { name: payload.organization.name }));
          await navigate({
            to: "/organizations/$slug",
            params: { slug: payload.organization.slug },
          });
        }}
      >
        <Problems of={action.problems} />
        <TextField
          label={t("organizations.name")}
          help={t("organizations.nameHelp")}
          autoComplete="organization"
          value={name}
          onChange={setName}
          error={problemOf(action.problems, "name")}
        />
        <TextField
          label={t("organizations.slug")}
          help={t("organizations.slugHelp")}
          code
          autoComplete="off"
          value={slug}
          onChange={setTyped}
          error={problemOf(action.problems, "slug")}
        />
        <div className="actions actions-end">
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button look="primary" type="submit" busy={action.busy}>
            {t("organizations.create")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

export function Organizations() {
  const answer = useOperation(OrganizationsQuery, {}, "network-only");
  const [creating, setCreating] = useState(false);
  const none = answer.data?.viewer?.organizations?.length === 0;
  const create = (
    <Button look="primary" icon={<Plus size={16} aria-hidden />} onClick={() => setCreating(true)}>
      {t("organizations.new")}
    </Button>
  );
  return (
    <Page
      title={t("organizations.title")}
      purpose={t("organizations.purpose")}
      action={!none && create}
    >
      {(answer.data?.viewer?.invitations ?? []).map((invitation) => (
        <InvitationCard key={invitation.id} invitation={invitation} onAnswered={answer.refresh} />
      ))}
      <Loaded answer={answer} pick={({ viewer }) => viewer?.organizations}>
        {(organizations) =>
          organizations.length === 0 ? (
            <EmptyState title={t("organizations.empty")} action={create}>
              {t("organizations.emptyText")}
            </EmptyState>
          ) : (
            <Table
              caption={t("organizations.title")}
              rows={organizations}
              rowKey={(organization) => organization.id}
              columns={[
                {
                  title: t("organizations.name"),
                  lead: true,
                  cell: (organization) => (
                    <Link
                      className="row-link"
                      to="/organizations/$slug"
                      params={{ slug: organization.slug }}
                    >
                      {organization.name}
                    </Link>
                  ),
                },
                {
                  title: t("organizations.slug"),
                  cell: (organization) => <code>{organization.slug}</code>,
                },
                {
                  title: t("organizations.role"),
                  cell: (organization) =>
                    organization.role && <Badge>{t(`role.${organization.role}`)}</Badge>,
                },
                {
                  title: t("organizations.since"),
                  cell: (organization) => <RelativeTime at={organization.createdAt} />,
                },
              ]}
            />
          )
        }
      </Loaded>
      {creating && <Create onClose={() => setCreating(false)} />}
    </Page>
  );
}
