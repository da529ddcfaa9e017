/* The account's address, and taking one's data or leaving. */
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it, vi } from "vitest";
import { t } from "../lib/i18n";
import { bareProfile } from "./data";
import { openPage } from "./render";

const fine = (name: string, more = {}) => ({ data: { [name]: { userErrors: [], ...more } } });
const refused = (name: string, code: string, message: string, field?: string[]) => ({
  data: { [name]: { userErrors: [{ code, message, field: field ?? null }] } },
});

function profile(more = {}) {
  return {
    data: {
      viewer: {
        user: {
          id: "user_ada",
          email: "ada@example.com",
          emailVerifiedAt: null,
          pendingEmail: null,
          createdAt: "2026-01-02T08:00:00Z",
          profile: { ...bareProfile, name: "Ada" },
          ...more,
        },
      },
    },
  };
}

function data(more = {}) {
  return {
    data: {
      viewer: {
        user: { id: "user_ada", email: "ada@example.com" },
        dataExport: null,
        organizations: [{ id: "org_engines", name: "Engines" }],
        apps: { totalCount: 2 },
        ...more,
      },
    },
  };
}

describe("the address", () => {
  it("is confirmed by a link on request", async () => {
    const { calls } = openPage("/profile", {
      Profile: profile(),
      RequestEmailVerification: fine("requestEmailVerification"),
    });
    await userEvent.click(await screen.findByRole("button", { name: t("email.verify") }));
    await screen.findByText(t("email.linkSent", { email: "ada@example.com" }));
    expect(calls.some((call) => call.operation === "RequestEmailVerification")).toBe(true);
  });

  it("changes by a link to the new one, and says what is wrong at the field", async () => {
    const page = openPage("/profile", {
      Profile: profile({ emailVerifiedAt: "2026-01-02T08:00:00Z" }),
      RequestEmailChange: refused(
        "requestEmailChange",
        "BAD_USER_INPUT",
        "This is your address already.",
        ["email"],
      ),
    });
    const field = await screen.findByRole("textbox", { name: t("email.new") });
    expect(screen.queryByRole("button", { name: t("email.verify") })).toBeNull();
    await userEvent.type(field, "ada@example.com");
    await userEvent.click(screen.getByRole("button", { name: t("email.change") }));
    await waitFor(() => expect(field).toHaveAccessibleDescription("This is your address already."));
    page.answers.RequestEmailChange = fine("requestEmailChange");
    await userEvent.clear(field);
    await userEvent.type(field, "ada@new.example");
    await userEvent.click(screen.getByRole("button", { name: t("email.change") }));
    await screen.findByText(t("email.linkSent", { email: "ada@new.example" }));
    const sent = page.calls.filter((call) => call.operation === "RequestEmailChange").at(-1);
    expect(sent?.variables).toEqual({ input: { email: "ada@new.example" } });
  });

  it("that waits can be dropped", async () => {
    const { calls } = openPage("/profile", {
      Profile: profile({ pendingEmail: "ada@new.example" }),
      CancelEmailChange: fine("cancelEmailChange"),
    });
    await screen.findByText(t("email.pending", { email: "ada@new.example" }));
    await userEvent.click(screen.getByRole("button", { name: t("email.keep") }));
    await screen.findByText(t("email.kept"));
    expect(calls.some((call) => call.operation === "CancelEmailChange")).toBe(true);
  });

  it("needs a fresh sign-in", async () => {
    openPage("/profile", {
      Profile: profile(),
      RequestEmailChange: refused("requestEmailChange", "STEP_UP_REQUIRED", "Sign in again."),
    });
    await userEvent.type(
      await screen.findByRole("textbox", { name: t("email.new") }),
      "ada@new.example",
    );
    await userEvent.click(screen.getByRole("button", { name: t("email.change") }));
    const link = await screen.findByRole("link", { name: t("stepUp.confirm") });
    expect(link).toHaveAttribute("href", "/reauthenticate?return_to=%2F");
  });
});

describe("the picture", () => {
  afterEach(() => vi.restoreAllMocks());

  it("is sent to the address that the API gives, and said to be no picture where it is none", async () => {
    const uploadUrl = "http://localhost:8080/uploads?token=x";
    const { calls } = openPage("/profile", {
      Profile: profile(),
      UploadProfilePicture: fine("uploadProfilePicture", { uploadUrl }),
    });
    const put = vi
      .spyOn(globalThis, "fetch")
      .mockResolvedValue(new Response(null, { status: 422 }));
    const file = new File(["no picture"], "ada.png", { type: "image/png" });
    const field = await screen.findByLabelText(t("picture.choose"));
    await userEvent.upload(field, file);
    await screen.findByText(t("picture.refused"));
    put.mockResolvedValue(new Response("{}", { status: 201 }));
    await userEvent.upload(field, file);
    await screen.findByText(t("picture.saved"));
    expect(put).toHaveBeenCalledWith(uploadUrl, { method: "PUT", body: file });
    expect(calls.filter((call) => call.operation === "Profile")).toHaveLength(2);
  });

  it("is taken away", async () => {
    const { calls, answers } = openPage("/profile", {
      Profile: profile({
        profile: { ...bareProfile, picture: "http://localhost:8080/pictures/ada" },
      }),
      RemovePicture: fine("updateProfile"),
    });
    const remove = await screen.findByRole("button", { name: t("picture.remove") });
    answers.Profile = profile();
    await userEvent.click(remove);
    await screen.findByText(t("picture.removed"));
    await waitFor(() => expect(screen.queryByText(t("picture.remove"))).toBeNull());
    const sent = calls.find((call) => call.operation === "RemovePicture");
    expect(sent?.variables).toEqual({ input: { picture: null } });
  });
});

describe("your data", () => {
  it("is copied, and downloaded when the copy is there", async () => {
    const page = openPage("/data", {
      YourData: data(),
      ExportMyData: fine("exportMyData"),
    });
    await userEvent.click(await screen.findByRole("button", { name: t("data.export") }));
    await screen.findByText(t("data.asked"));
    const copy = {
      id: "exp_1",
      requestedAt: "2026-01-02T08:00:00Z",
      expiresAt: "2999-01-03T08:00:00Z",
    };
    page.answers.YourData = data({ dataExport: { ...copy, status: "WAITING", downloadUrl: null } });
    page.unmount();
    const waiting = openPage("/data", page.answers);
    await screen.findByRole("button", { name: t("data.look") });
    const downloadUrl = "http://localhost:8080/data-export/exp_1";
    waiting.answers.YourData = data({ dataExport: { ...copy, status: "READY", downloadUrl } });
    // It is looked for by itself; the button is for who can't wait.
    const link = await screen.findByRole("link", { name: t("data.download") }, { timeout: 4000 });
    expect(link).toHaveAttribute("href", downloadUrl);
  });

  it("and the account go after the address was typed, with a link that keeps them", async () => {
    const cancelUrl = "http://localhost:8080/confirm?token=lkl_x";
    const { calls } = openPage("/data", {
      YourData: data(),
      DeleteMyAccount: fine("deleteMyAccount", {
        deletionDueAt: "2999-01-01T00:00:00Z",
        cancelUrl,
      }),
    });
    await userEvent.click(await screen.findByRole("button", { name: t("data.delete") }));
    const dialog = await screen.findByRole("dialog");
    const confirm = within(dialog).getByRole("button", { name: t("data.delete") });
    await userEvent.click(confirm);
    expect(calls.some((call) => call.operation === "DeleteMyAccount")).toBe(false);
    await userEvent.selectOptions(within(dialog).getByLabelText(t("data.heir")), "org_engines");
    await userEvent.type(within(dialog).getByRole("textbox"), "ada@example.com");
    await userEvent.click(confirm);
    await screen.findByRole("heading", { name: t("data.goneTitle") });
    expect(screen.getByText(cancelUrl)).toBeVisible();
    const sent = calls.find((call) => call.operation === "DeleteMyAccount");
    expect(sent?.variables).toEqual({ input: { confirm: true, transferAppsTo: "org_engines" } });
  });
});
