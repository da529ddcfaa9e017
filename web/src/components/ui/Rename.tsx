import { useState } from "react";
import { t } from "../../lib/i18n";
import { Button } from "./Button";
import { Dialog } from "./Dialog";
import { TextField } from "./Field";

interface RenameProps {
  title: string;
  label: string;
  name: string;
  maxLength: number;
  /** What is said where the new name is empty. */
  missing: string;
  onRename: (name: string) => void;
  onClose: () => void;
}

/** Asks for another name; the caller shows it at once and says where it was refused. */
export function Rename({ title, label, maxLength, missing, onRename, ...rest }: RenameProps) {
  const [name, setName] = useState(rest.name);
  const [empty, setEmpty] = useState(false);
  return (
    <Dialog title={title} onClose={rest.onClose}>
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          const wanted = name.trim();
          setEmpty(wanted === "");
          if (wanted === "") event.currentTarget.querySelector("input")?.focus();
          else if (wanted === rest.name) rest.onClose();
          else onRename(wanted);
        }}
      >
        <TextField
          label={label}
          maxLength={maxLength}
          autoComplete="off"
          value={name}
          onChange={setName}
          error={empty ? missing : undefined}
        />
        <div className="actions actions-end">
          <Button onClick={rest.onClose}>{t("action.cancel")}</Button>
          <Button look="primary" type="submit">
            {t("action.save")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
