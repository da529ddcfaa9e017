import { Ellipsis } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { IconButton } from "./Button";

// Menus need a library to place them; a list is there without it.
const ActionsMenu = lazy(() =>
  import("./Menu").then((module) => ({ default: module.ActionsMenu })),
);

export interface MenuAction {
  label: string;
  danger?: boolean;
  onSelect: () => void;
}

interface RowMenuProps {
  label: string;
  actions: readonly MenuAction[];
}

/** The secondary actions of a row, behind three dots. */
export function RowMenu({ label, actions }: RowMenuProps) {
  const [wanted, setWanted] = useState<"by press" | "by key" | null>(null);
  const dots = <Ellipsis size={16} aria-hidden />;
  const closed = (
    <IconButton
      label={label}
      aria-haspopup="menu"
      aria-expanded={false}
      // A press of Enter or Space arrives as a click that no pointer made.
      onClick={(event) => setWanted(event.detail === 0 ? "by key" : "by press")}
      onKeyDown={(event) => {
        if (event.key !== "ArrowDown") return;
        event.preventDefault();
        setWanted("by key");
      }}
    >
      {dots}
    </IconButton>
  );
  if (!wanted) return closed;
  return (
    <Suspense fallback={closed}>
      <ActionsMenu
        trigger={<IconButton label={label}>{dots}</IconButton>}
        byKey={wanted === "by key"}
        actions={actions}
      />
    </Suspense>
  );
}
