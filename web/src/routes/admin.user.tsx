import { Link, useParams } from "@tanstack/react-router";
import { ChevronLeft } from "lucide-react";
import { useState } from "react";
import { ResetSignIn } from "../components/admin/ResetSignIn";
import { EventTable } from "../components/event/EventTable";
import { Avatar } from "../components/ui/Avatar";
import { Badge } from "../components/ui/Badge";
import { Button } from "../components/ui/Button";
import { Confirm } from "../components/ui/Confirm";
import { CopyText } from "../components/ui/CopyButton";
import { notify } from "../components/ui/Notices";
import { Facts, Section, WindowTitle } from "../components/ui/Page";
import { Problems } from "../components/ui/Problems";
import { RelativeTime } from "../components/ui/RelativeTime";
import { Loaded } from "../components/ui/States";
import { graphql } from "../gql";
import type { AdminUserQuery as Result } from "../gql/graphql";
import { useAction, useOperation } from "../lib/graphql";
import { t } from "../lib/i18n";

const AdminUserQuery = graphql(`
  query AdminUser($id: ID!) {
    admin {
      user(id: $id) {
        id
        email
        emailVerifiedAt
        displayName
        role
        secondFactorSince
        hasPassword
        passwordChangedAt
        suspendedAt
        createdAt
        updatedAt
      }
      auditEvents(first: 10, filter: { userId: $id }) {
        nodes {
          ...EventRow
        }
      }
    }
  }
`);

const AdminSuspendUser = graphql(`
  mutation AdminSuspendUser($input: AdminSuspendUserInput!) {
    adminSuspendUser(input: $input) {
      userErrors {
        message
        field
        code
      }
    }
  }
`);

const AdminResumeUser = graphql(`
  mutation AdminResumeUser($input: AdminResumeUserInput!) {
    adminResumeUser(input: $input) {
      userErrors {
        message
        field
        code
      }
    }
  }
`);

const AdminChangeUserRole = graphql(`
  mutation AdminChangeUserRole($input: AdminChangeUserRoleInput!) {
    adminChangeUserRole(input: $input) {
      userErrors {
        message
        field
        code
      }
    }
  }
`);

type User = NonNullable<NonNullable<Result["admin"]>["user"]>;

interface PartProps {
  user: User;
  refresh: () => void;
}

function Suspension({ user, refresh }: PartProps) {
  const suspend = useAction(AdminSuspendUser);
  const resume = useAction(AdminResumeUser);
  const [asking, setAsking] = useState(false);
  return (
    <Section title={t("admin.user.suspendHead")} note={t("admin.user.suspendNote")} danger>
      <Problems of={resume.problems} />
      <div className="actions">
        {user.suspendedAt ? (
          <Button
            busy={resume.busy}
            onClick={async () => {
              const { ok } = await resume.run({ userId: user.id });
              if (!ok) return;
              notify(t("admin.user.resumed", { name: user.displayName }));
              refresh();
            }}
          >
            {t("admin.user.resume")}
          </Button>
        ) : (
          <Button look="danger" onClick={() => setAsking(true)}>
            {t("admin.user.suspend")}
          </Button>
        )}
      </div>
      {asking && (
        <Confirm
          title={t("admin.user.suspendTitle", { name: user.displayName })}
          confirmLabel={t("admin.user.suspend")}
          busy={suspend.busy}
          problems={suspend.problems}
          onClose={() => setAsking(false)}
          onConfirm={async () => {
            const { ok } = await suspend.run({ userId: user.id });
            if (!ok) return;
            setAsking(false);
            notify(t("admin.user.suspended", { name: user.displayName }));
            refresh();
          }}
        >
          <p>{t("admin.user.suspendText")}</p>
        </Confirm>
      )}
    </Section>
  );
}

function Role({ user, refresh }: PartProps) {
  const action = useAction(AdminChangeUserRole);
  const [asking, setAsking] = useState(false);
  const name = user.displayName;
  const administrator = user.role === "ADMIN";
  return (
    <Section title={t("admin.users.role")} note={t("admin.user.roleNote")}>
      <div className="actions">
        <Button onClick={() => setAsking(true)}>
          {administrator ? t("admin.user.takeRole") : t("admin.user.giveRole")}
        </Button>
      </div>
      {asking && (
        <Confirm
          title={
            administrator
              ? t("admin.user.takeRoleTitle", { name })
              : t("admin.user.giveRoleTitle", { name })
          }
          confirmLabel={administrator ? t("admin.user.takeRole") : t("admin.user.giveRole")}
          calm={!administrator}
          busy={action.busy}
          problems={action.problems}
          onClose={() => setAsking(false)}
          onConfirm={async () => {
            const { ok } = await action.run({
              userId: user.id,
              role: administrator ? "USER" : "ADMIN",
            });
            if (!ok) return;
            setAsking(false);
            notify(t("admin.user.roleChanged", { name }));
            refresh();
          }}
        >
          <p>
            {administrator
              ? t("admin.user.takeRoleText", { email: user.email })
              : t("admin.user.giveRoleText", { email: user.email })}
          </p>
        </Confirm>
      )}
    </Section>
  );
}

export function AdminUser() {
  const { userId } = useParams({ from: "/admin/users/$userId" });
  const answer = useOperation(AdminUserQuery, { id: userId });
  const denied = answer.data !== undefined && !answer.data.admin;
  return (
    <div className="page">
      <Link className="crumb" to="/admin/users">
        <ChevronLeft size={16} aria-hidden />
        {t("admin.users.title")}
      </Link>
      <Loaded
        answer={answer}
        pick={({ admin }) => admin?.user}
        absent={denied ? "forbidden" : "missing"}
        rows={6}
      >
        {(user) => (
          <>
            <WindowTitle of={user.displayName} />
            <header className="identity">
              <Avatar name={user.displayName} round />
              <h1 className="cluster">
                {user.displayName}
                {user.role === "ADMIN" && (
                  <Badge tone="info">{t("admin.users.administrator")}</Badge>
                )}
                {user.suspendedAt && <Badge tone="danger">{t("admin.users.suspended")}</Badge>}
              </h1>
            </header>
            <Section title={t("admin.user.about")}>
              <Facts
                of={[
                  [
                    t("admin.users.email"),
                    <span key="email" className="cluster">
                      {user.email}
                      {user.emailVerifiedAt ? (
                        <Badge tone="success">{t("profile.emailVerified")}</Badge>
                      ) : (
                        <Badge tone="warning">{t("profile.emailUnverified")}</Badge>
                      )}
                    </span>,
                  ],
                  [t("profile.id"), <CopyText key="id" text={user.id} what={t("profile.id")} />],
                  [
                    t("admin.user.password"),
                    user.hasPassword ? (
                      <RelativeTime key="password" at={user.passwordChangedAt ?? user.createdAt} />
                    ) : (
                      t("overview.noPassword")
                    ),
                  ],
                  [
                    t("security.state"),
                    <RelativeTime
                      key="factors"
                      at={user.secondFactorSince}
                      none={t("security.off")}
                    />,
                  ],
                  [t("profile.since"), <RelativeTime key="since" at={user.createdAt} />],
                  [t("app.updated"), <RelativeTime key="changed" at={user.updatedAt} />],
                ]}
              />
            </Section>
            <Section
              title={t("overview.recent")}
              action={
                <Link to="/admin/audit" search={{ user: user.id } as never}>
                  {t("overview.allActivity")}
                </Link>
              }
            >
              <EventTable
                events={answer.data?.admin?.auditEvents.nodes ?? []}
                caption={t("overview.recent")}
                empty={t("activity.empty")}
                emptyText={t("admin.user.noEvents")}
                detailed
                administers
                about={user.id}
              />
            </Section>
            <ResetSignIn user={user} onChanged={answer.refresh} />
            <Role user={user} refresh={answer.refresh} />
            <Suspension user={user} refresh={answer.refresh} />
          </>
        )}
      </Loaded>
    </div>
  );
}
