import { type ComponentType, createElement, use, useReducer, useState } from "react";
import { t } from "../lib/i18n";
import { Page } from "./ui/Page";
import { ErrorState } from "./ui/States";

/** Whether the server answers at all: then it has another version by now, and not this chunk. */
async function replaced(): Promise<boolean> {
  try {
    return (await fetch(window.location.href, { method: "HEAD", cache: "no-store" })).ok;
  } catch {
    return false;
  }
}

/**
 * A page that is a chunk of its own, loaded when it is opened or pointed at. Where the chunk doesn't arrive, the
 * frame stays and says so: the router's own way reloads the document, which an unreachable server can't answer either.
 */
export function lazyPage<Name extends string>(
  load: () => Promise<Record<Name, ComponentType>>,
  name: Name,
) {
  let found: ComponentType | undefined;
  let failed = false;
  let loading: Promise<void> | undefined;

  function preload(): Promise<void> {
    if (found) return Promise.resolve();
    loading ??= load()
      .then(
        (chunk) => {
          found = chunk[name];
        },
        () => {
          failed = true;
        },
      )
      .finally(() => {
        loading = undefined;
      });
    return loading;
  }

  function Unreached({ again }: { again: () => void }) {
    const [newer, setNewer] = useState(false);
    return (
      <Page title={t("state.failed")}>
        <ErrorState
          failure={
            newer
              ? { kind: "broken", message: t("failure.page") }
              : { kind: "offline", message: t("failure.offline") }
          }
          retry={async () => {
            if (newer) return window.location.reload();
            failed = false;
            await preload();
            if (found === undefined) setNewer(await replaced());
            again();
          }}
        />
      </Page>
    );
  }

  function LazyPage() {
    const [, again] = useReducer((tries: number) => tries + 1, 0);
    if (found) return createElement(found);
    if (failed) return <Unreached again={again} />;
    use(preload());
    return null;
  }

  return Object.assign(LazyPage, {
    /** Pointing at a link tries anew what failed before. */
    preload: () => {
      failed = false;
      return preload();
    },
  });
}
