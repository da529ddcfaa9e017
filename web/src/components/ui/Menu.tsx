import { Ellipsis } from "lucide-react";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { IconButton } from "./Button";

const Menu = lazy(() => import("./MenuParts").then((parts) => ({ default: parts.Menu })));

export const MenuAction = lazy(() =>
  import("./MenuParts").then((parts) => ({ default: parts.MenuAction })),
);

/** The secondary actions of a row, behind three dots. Pressed before the menu is here, it opens when it is. */
export function RowMenu({ label, children }: { label: string; children: ReactNode }) {
  const [wanted, setWanted] = useState(false);
  const button = (
    <IconButton label={label}>
      <Ellipsis size={16} aria-hidden />
    </IconButton>
  );
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the button inside has the keys and the name
    // biome-ignore lint/a11y/useKeyWithClickEvents: a press of a key on the button arrives as a click
    <span onClick={() => setWanted(true)}>
      <Suspense fallback={button}>
        <Menu trigger={button} opened={wanted}>
          {children}
        </Menu>
      </Suspense>
    </span>
  );
}
