/* Sign-in and security: what is set up there, and the secrets that are shown once. */
import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it, vi } from "vitest";
import { t } from "../lib/i18n";
import { security } from "./data";
import { openPage } from "./render";

const done = { userErrors: [] };
const codes = ["aaaa-bbbb-cccc", "dddd-eeee-ffff"];
const bare = {
  ...security,
  secondFactorSince: null,
  totp: null,
  passkeys: [],
  recoveryCodesLeft: 0,
};
const of = (what: object) => ({ data: { viewer: { securityOverview: what } } });

afterEach(() => vi.unstubAllGlobals());

describe("an authenticator app", () => {
  it("is set up with a picture, a key and a code, and gives recovery codes once", async () => {
    const page = openPage("/security", {
      Security: of(bare),
      EnableTotp: {
        data: {
          enableTotp: {
            enrolment: {
              secret: "GEZDGNBVGY3TQOJQ",
              token: "sealed",
              qrCode: { size: 29, path: "M4 4h7v1h-7z" },
            },
            ...done,
          },
        },
      },
      ConfirmTotp: { data: { confirmTotp: { recoveryCodes: codes, ...done } } },
    });
    await userEvent.click(await screen.findByRole("button", { name: t("security.totpAdd") }));
    const dialog = await screen.findByRole("dialog");
    expect(within(dialog).getByRole("img", { name: t("security.totpPicture") })).toBeVisible();
    expect(within(dialog).getByText("GEZDGNBVGY3TQOJQ")).toBeVisible();
    await userEvent.type(within(dialog).getByLabelText(t("security.totpCode")), "123456");
    page.answers.Security = of(security);
    await userEvent.click(within(dialog).getByRole("button", { name: t("security.totpOn") }));
    expect(await screen.findByText("aaaa-bbbb-cccc")).toBeVisible();
    const sent = page.calls.find((call) => call.operation === "ConfirmTotp");
    expect(sent?.variables).toEqual({ input: { token: "sealed", code: "123456" } });
    // The notice is not behind the dialog, and only saying that they are kept closes it.
    const shown = await screen.findByRole("dialog");
    expect(within(shown).getByText(t("security.totpDone"))).toBeVisible();
    expect(within(shown).queryByRole("button", { name: t("action.close") })).toBeNull();
    fireEvent(shown, new Event("cancel", { cancelable: true }));
    page.router.history.push("/profile");
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(screen.getByText("aaaa-bbbb-cccc")).toBeVisible();
    await userEvent.click(screen.getByRole("button", { name: t("security.codesKept") }));
    await waitFor(() => expect(screen.queryByText("aaaa-bbbb-cccc")).toBeNull());
  });

  it("says at the field that a code does not fit", async () => {
    openPage("/security", {
      Security: of(bare),
      EnableTotp: {
        data: { enableTotp: { enrolment: { secret: "GEZD", token: "x", qrCode: null }, ...done } },
      },
      ConfirmTotp: {
        data: {
          confirmTotp: {
            recoveryCodes: null,
            userErrors: [{ code: "BAD_USER_INPUT", message: "It does not fit.", field: ["code"] }],
          },
        },
      },
    });
    await userEvent.click(await screen.findByRole("button", { name: t("security.totpAdd") }));
    await userEvent.type(await screen.findByLabelText(t("security.totpCode")), "000000");
    await userEvent.click(screen.getByRole("button", { name: t("security.totpOn") }));
    await waitFor(() =>
      expect(screen.getByLabelText(t("security.totpCode"))).toHaveAccessibleDescription(
        "It does not fit.",
      ),
    );
  });
});

describe("passkeys", () => {
  it("are made by the browser and sent back as it wrote them", async () => {
    class Credential {
      static parseCreationOptionsFromJSON = (options: unknown) => options;
      toJSON = () => ({ id: "made" });
    }
    vi.stubGlobal("PublicKeyCredential", Credential);
    const create = vi.fn(async () => new Credential());
    vi.stubGlobal("navigator", { ...navigator, credentials: { create } });
    const page = openPage("/security", {
      Security: of(bare),
      RegisterPasskey: {
        data: {
          registerPasskey: {
            registration: { options: '{"publicKey":{"challenge":"x"}}', token: "sealed" },
            ...done,
          },
        },
      },
      ConfirmPasskey: { data: { confirmPasskey: { recoveryCodes: null, ...done } } },
    });
    await userEvent.click(await screen.findByRole("button", { name: t("security.passkeyAdd") }));
    const dialog = await screen.findByRole("dialog");
    await userEvent.click(
      within(dialog).getByRole("button", { name: t("security.passkeyCreate") }),
    );
    expect(await within(dialog).findAllByText(t("security.passkeyNameMissing"))).not.toEqual([]);
    expect(create).not.toHaveBeenCalled();
    await userEvent.type(within(dialog).getByLabelText(t("security.passkeyName")), "Laptop");
    await userEvent.click(
      within(dialog).getByRole("button", { name: t("security.passkeyCreate") }),
    );
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(create).toHaveBeenCalledWith({ publicKey: { challenge: "x" } });
    const sent = page.calls.find((call) => call.operation === "ConfirmPasskey");
    expect(sent?.variables).toEqual({
      input: { token: "sealed", credential: '{"id":"made"}', name: "Laptop" },
    });
  });

  it("are removed by name", async () => {
    const page = openPage("/security", {
      Security: of(security),
      RemovePasskey: { data: { removePasskey: done } },
    });
    await userEvent.click(
      await screen.findByRole("button", { name: `${t("security.passkeyRemove")}: Laptop` }),
    );
    const dialog = await screen.findByRole("dialog");
    expect(dialog).toHaveTextContent("Laptop");
    await userEvent.click(
      within(dialog).getByRole("button", { name: t("security.passkeyRemove") }),
    );
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    const sent = page.calls.find((call) => call.operation === "RemovePasskey");
    expect(sent?.variables).toEqual({ input: { passkeyId: "psk_laptop" } });
  });
});

describe("the password", () => {
  it("is changed with the one before", async () => {
    const page = openPage("/security", {
      Security: of(security),
      ChangePassword: { data: { changePassword: done } },
    });
    const change = await screen.findByRole("button", { name: t("security.changePassword") });
    await userEvent.click(change);
    expect(page.calls.some((call) => call.operation === "ChangePassword")).toBe(false);
    await userEvent.type(screen.getByLabelText(t("security.currentPassword")), "old one");
    await userEvent.type(screen.getByLabelText(t("security.newPassword")), "new one");
    await userEvent.click(change);
    await waitFor(() => expect(screen.getByLabelText(t("security.newPassword"))).toHaveValue(""));
    const sent = page.calls.find((call) => call.operation === "ChangePassword");
    expect(sent?.variables).toEqual({
      input: { currentPassword: "old one", newPassword: "new one" },
    });
  });
});

describe("linked providers", () => {
  const upstream = { id: "upstream", title: "Upstream", linkUrl: "/providers/upstream/link" };
  const linked = {
    id: "lid_1",
    providerId: "upstream",
    email: "ada@example.org",
    lastUsedAt: null,
    createdAt: "2026-11-20T10:00:00Z",
    provider: { title: "Upstream" },
  };
  const viewer = (linkedIdentities: object[]) => ({
    data: {
      viewer: { securityOverview: security, linkedIdentities, availableProviders: [upstream] },
    },
  });

  it("are linked by a page of the server, and unlinked by name", async () => {
    const page = openPage("/security", {
      Security: viewer([linked]),
      UnlinkIdentity: { data: { unlinkIdentity: done } },
    });
    expect(await screen.findByText("ada@example.org")).toBeVisible();
    expect(
      screen.getByRole("link", { name: t("linked.link", { name: "Upstream" }) }),
    ).toHaveAttribute("href", "/providers/upstream/link");
    await userEvent.click(screen.getByRole("button", { name: `${t("linked.unlink")}: Upstream` }));
    const dialog = await screen.findByRole("dialog");
    page.answers.Security = viewer([]);
    await userEvent.click(within(dialog).getByRole("button", { name: t("linked.unlink") }));
    expect(await screen.findByText(t("linked.empty"))).toBeVisible();
    const sent = page.calls.find((call) => call.operation === "UnlinkIdentity");
    expect(sent?.variables).toEqual({ input: { linkedIdentityId: "lid_1" } });
  });

  it("stay linked where they are the only way in", async () => {
    openPage("/security", {
      Security: viewer([linked]),
      UnlinkIdentity: {
        data: {
          unlinkIdentity: {
            userErrors: [{ code: "NOT_ALLOWED", message: "Your only way in.", field: [] }],
          },
        },
      },
    });
    await userEvent.click(
      await screen.findByRole("button", { name: `${t("linked.unlink")}: Upstream` }),
    );
    const dialog = await screen.findByRole("dialog");
    await userEvent.click(within(dialog).getByRole("button", { name: t("linked.unlink") }));
    expect(await within(dialog).findByText("Your only way in.")).toBeVisible();
  });
});

describe("a first password", () => {
  it("is set without one before", async () => {
    const page = openPage("/security", {
      Security: of({ ...security, passwordChangedAt: null }),
      SetPassword: { data: { setPassword: done } },
    });
    await userEvent.type(await screen.findByLabelText(t("security.newPassword")), "a new one");
    expect(screen.queryByLabelText(t("security.currentPassword"))).toBeNull();
    await userEvent.click(screen.getByRole("button", { name: t("security.setPassword") }));
    await waitFor(() =>
      expect(page.calls.find((call) => call.operation === "SetPassword")?.variables).toEqual({
        input: { newPassword: "a new one" },
      }),
    );
  });
});
