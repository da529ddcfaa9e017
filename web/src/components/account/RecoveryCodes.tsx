import { useState } from "react";
import { graphql } from "../../gql";
import { useAction } from "../../lib/graphql";
import { t } from "../../lib/i18n";
import { useViewer } from "../../lib/viewer";
import { Button } from "../ui/Button";
import { Confirm } from "../ui/Confirm";
import { KeepDialog, KeepWays } from "../ui/KeepDialog";
import { Section } from "../ui/Page";

const RegenerateRecoveryCodes = graphql(`
  mutation RegenerateRecoveryCodes($input: RegenerateRecoveryCodesInput!) {
    regenerateRecoveryCodes(input: $input) {
      recoveryCodes
      userErrors {
        message
        field
        code
      }
    }
  }
`);

/** Recovery codes, as they are shown once. */
export type Codes = readonly string[];

/** What each way to sign in tells the page. */
export interface StepProps {
  /** Something changed; new recovery codes came with it, or none. */
  onDone: (codes: Codes | null) => void;
  onClose: () => void;
}

/** The codes on their only appearance. */
export function NewCodes({ codes, onClose }: { codes: Codes; onClose: () => void }) {
  const viewer = useViewer();
  // Found in a drawer years later, it should say what it opens.
  const about = t("security.codesAbout", { email: viewer?.email ?? "", host: location.host });
  return (
    <KeepDialog title={t("security.codesTitle")} kept={t("security.codesKept")} onKept={onClose}>
      <p>{t("security.codesText")}</p>
      <ul className="recovery-codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <p className="print-only">{about}</p>
      <KeepWays
        text={codes.join("\n")}
        what={t("security.codesTitle")}
        file="recovery-codes.txt"
        about={about}
      />
      <p className="muted">{t("security.codesOnce")}</p>
    </KeepDialog>
  );
}

/** How many are left, and new ones in their place. */
export function RecoveryCodes({ left, onDone }: { left: number } & Pick<StepProps, "onDone">) {
  const action = useAction(RegenerateRecoveryCodes);
  const [asking, setAsking] = useState(false);
  const state =
    left > 3
      ? t("security.codesLeft", { count: String(left) })
      : t("security.codesFew", { count: String(left) });
  return (
    <Section
      title={t("security.codes")}
      note={t("security.codesNote")}
      action={<Button onClick={() => setAsking(true)}>{t("security.codesNew")}</Button>}
    >
      <p>{state}</p>
      {asking && (
        <Confirm
          title={t("security.codesNewTitle")}
          confirmLabel={t("security.codesNew")}
          busy={action.busy}
          problems={action.problems}
          onClose={() => setAsking(false)}
          onConfirm={async () => {
            const { ok, payload } = await action.run({ confirm: true });
            if (!ok) return;
            setAsking(false);
            onDone(payload.recoveryCodes ?? null);
          }}
        >
          <p>{t("security.codesNewText")}</p>
        </Confirm>
      )}
    </Section>
  );
}
