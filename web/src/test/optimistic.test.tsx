/* What is shown before the server has answered, and comes back where it refuses. */
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { t } from "../lib/i18n";
import { appFrame, client, security, session } from "./data";
import { type Answers, openPage } from "./render";

const refused = (name: string, code = "NOT_ALLOWED") => ({
  data: { [name]: { userErrors: [{ code, message: "Not now.", field: null }] } },
});
const confirm = async (name: string) => {
  const dialog = within(await screen.findByRole("dialog"));
  await userEvent.click(dialog.getByRole("button", { name }));
};

const clientPage: Answers = {
  AppFrame: { data: { app: appFrame } },
  AppClient: {
    data: {
      app: {
        id: "app_demo",
        name: "Demo Shop",
        permissions: { canUpdate: true, canManageCredentials: true },
        client,
      },
    },
  },
};

const cases: {
  what: string;
  path: string;
  answers: Answers;
  operation: string;
  field: string;
  /** What is gone as soon as it is asked for. */
  gone: string;
  ask: () => Promise<void>;
}[] = [
  {
    what: "a session that is ended",
    path: "/sessions",
    answers: {
      Sessions: {
        data: { viewer: { sessions: [{ ...session, id: "mine", current: true }, session] } },
      },
    },
    operation: "EndSession",
    field: "endSession",
    gone: t("sessions.end"),
    async ask() {
      const button = await screen.findByRole("button", {
        name: `${t("sessions.end")}: ${session.device}`,
      });
      await userEvent.click(button);
      await confirm(t("sessions.end"));
    },
  },
  {
    what: "a redirect URL that is removed",
    path: "/apps/app_demo/clients/lk_demo_web",
    answers: clientPage,
    operation: "RemoveRedirectUrl",
    field: "removeRedirectUrl",
    gone: "https://shop.example/callback",
    async ask() {
      const name = t("redirects.remove", { url: "https://shop.example/callback" });
      await userEvent.click(await screen.findByRole("button", { name }));
      await confirm(t("action.remove"));
    },
  },
  {
    what: "a passkey's name",
    path: "/security",
    answers: { Security: { data: { viewer: { security } } } },
    operation: "RenamePasskey",
    field: "renamePasskey",
    gone: "Laptop",
    async ask() {
      const name = `${t("security.passkeyRename")}: Laptop`;
      await userEvent.click(await screen.findByRole("button", { name }));
      const dialog = within(await screen.findByRole("dialog"));
      const field = dialog.getByRole("textbox", { name: t("security.passkeyName") });
      await userEvent.clear(field);
      await userEvent.type(field, "Blue key");
      await confirm(t("action.save"));
    },
  },
];

describe.each(cases)("$what", ({ path, answers, operation, field, gone, ask }) => {
  it("changes before the answer", async () => {
    openPage(path, { ...answers, [operation]: "never" });
    await ask();
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    await waitFor(() => expect(screen.queryByText(gone)).toBeNull());
  });

  it("comes back, with the reason, where the server refuses", async () => {
    openPage(path, { ...answers, [operation]: refused(field) });
    await ask();
    expect(await screen.findByText("Not now.")).toBeVisible();
    expect(screen.getByText(gone)).toBeVisible();
  });

  it("comes back where the server cannot be reached", async () => {
    openPage(path, { ...answers, [operation]: "offline" });
    await ask();
    expect(await screen.findByText(t("failure.offline"))).toBeVisible();
    expect(screen.getByText(gone)).toBeVisible();
  });

  it("is as the server has it afterwards", async () => {
    const { calls } = openPage(path, {
      ...answers,
      [operation]: { data: { [field]: { userErrors: [] } } },
    });
    const before = calls.length;
    await ask();
    await waitFor(() => expect(calls.length).toBeGreaterThan(before + 1));
    // The table of answers has not changed: what it says counts, whatever was shown meanwhile.
    expect(await screen.findByText(gone)).toBeVisible();
  });
});
