/*
 * Progressive enhancement of the server-rendered flow pages. Everything works without it:
 * each behaviour is switched on by a data attribute in the page.
 */

function togglePassword(button: HTMLButtonElement, field: HTMLInputElement): void {
  const { hide = "", hideLabel = "" } = button.dataset;
  const show = button.textContent;
  const showLabel = button.getAttribute("aria-label") ?? "";
  button.hidden = false;
  button.addEventListener("click", () => {
    const hidden = field.type === "password";
    field.type = hidden ? "text" : "password";
    button.textContent = hidden ? hide : show;
    button.setAttribute("aria-label", hidden ? hideLabel : showLabel);
  });
  // Browsers offer to save what is sent from a password field only.
  field.form?.addEventListener("submit", () => {
    field.type = "password";
  });
}

/** How many characters a new password still needs, in words. */
function countPassword(field: HTMLInputElement, words: HTMLElement): void {
  field.addEventListener("input", () => {
    const typed = [...field.value].length;
    const missing = field.minLength - typed;
    const { one = "", more = "", enough = "" } = words.dataset;
    if (typed === 0) words.textContent = "";
    else if (missing > 1) words.textContent = more.replace("{count}", String(missing));
    else words.textContent = missing === 1 ? one : enough;
  });
}

/** How hard a new password is to guess. The estimator is fetched when the typing begins. */
function judgePassword(field: HTMLInputElement, words: HTMLElement): void {
  const own = () =>
    ["name", "email"].map((id) => {
      const other = document.getElementById(id);
      return other instanceof HTMLInputElement ? other.value : "";
    });
  field.addEventListener("input", async () => {
    const typed = field.value;
    if (typed === "") {
      words.textContent = "";
      return;
    }
    const { strengthOf } = await import("../lib/strength");
    const score = await strengthOf(typed, own());
    if (field.value !== typed) return;
    words.dataset.score = String(score);
    words.textContent = words.dataset[score < 3 ? "weak" : score === 3 ? "good" : "strong"] ?? "";
  });
}

function copy(button: HTMLButtonElement, source: HTMLElement): void {
  // The clipboard exists in secure contexts only.
  if (!navigator.clipboard) return;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(source.innerText.trim());
    const copied = button.dataset.copiedText ?? "";
    button.textContent = copied;
    button.setAttribute("aria-label", copied);
  });
}

/** A file of what is shown this once, headed by what it is and where it is from. */
function downloadable(button: HTMLButtonElement, source: HTMLElement): void {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const { download } = await import("../lib/download");
    const about = `${button.dataset.about ?? ""} (${window.location.host})`;
    download(`${source.id}.txt`, "text/plain", `${about}\n\n${source.innerText.trim()}\n`);
  });
}

/** Pasted codes come with spaces; only the digits count. */
function keepDigits(field: HTMLInputElement): void {
  field.addEventListener("paste", (event) => {
    const digits = event.clipboardData?.getData("text").replace(/\D/g, "") ?? "";
    if (digits === "") return;
    event.preventDefault();
    field.value = digits.slice(0, field.maxLength);
  });
}

/** What is said beside the password of staying signed in goes with the passkey too. */
function takeRemember(form: HTMLFormElement): void {
  const said = document.querySelector<HTMLInputElement>('input[name="remember"]');
  if (!said || (said.type === "checkbox" && !said.checked)) return;
  const copied = document.createElement("input");
  copied.type = "hidden";
  copied.name = said.name;
  copied.value = said.value;
  form.append(copied);
}

/**
 * Signing in with a passkey: by the button, or from the list that the browser offers in the field of
 * the address. The device's answer is sent with the form.
 */
async function offerPasskey(form: HTMLFormElement): Promise<void> {
  const button = form.querySelector("button");
  // By its name alone: the button has the id.
  const answer = form.querySelector('input[name="passkey"]');
  if (typeof PublicKeyCredential !== "function" || !button) return;
  if (!PublicKeyCredential.parseRequestOptionsFromJSON) return;
  if (!(answer instanceof HTMLInputElement)) return;
  const { publicKey } = JSON.parse(form.dataset.passkey ?? "{}");
  const options = PublicKeyCredential.parseRequestOptionsFromJSON(publicKey);
  let waiting = new AbortController();
  let asking = Promise.resolve();
  const answered = async (mediation: CredentialMediationRequirement, signal: AbortSignal) => {
    try {
      const given = await navigator.credentials.get({ publicKey: options, mediation, signal });
      if (!(given instanceof PublicKeyCredential)) return;
      answer.value = JSON.stringify(given.toJSON());
      takeRemember(form);
      form.requestSubmit();
    } catch (error) {
      // Said no, waited too long, or asked in the other way meanwhile.
      if (!(error instanceof DOMException)) throw error;
    }
  };
  const ask = (mediation: CredentialMediationRequirement) => {
    waiting.abort();
    waiting = new AbortController();
    const { signal } = waiting;
    // A browser refuses a second question before the first has ended.
    asking = asking.then(() => answered(mediation, signal));
    return asking;
  };
  form.hidden = false;
  button.addEventListener("click", () => ask("optional"));
  const offered = form.dataset.offer !== undefined;
  if (offered && (await PublicKeyCredential.isConditionalMediationAvailable?.())) {
    await ask("conditional");
  }
}

/** Making a passkey where one is wanted; the device's answer is sent with the form. */
function createPasskey(form: HTMLFormElement): void {
  const button = form.querySelector("button");
  const answer = form.querySelector('input[name="credential"]');
  if (typeof PublicKeyCredential !== "function" || !button) return;
  if (!PublicKeyCredential.parseCreationOptionsFromJSON) return;
  if (!(answer instanceof HTMLInputElement)) return;
  const { publicKey } = JSON.parse(form.dataset.passkeyCreate ?? "{}");
  const options = PublicKeyCredential.parseCreationOptionsFromJSON(publicKey);
  form.hidden = false;
  button.addEventListener("click", async () => {
    if (!form.reportValidity()) return;
    try {
      const made = await navigator.credentials.create({ publicKey: options });
      if (!(made instanceof PublicKeyCredential)) return;
      answer.value = JSON.stringify(made.toJSON());
      form.requestSubmit();
    } catch (error) {
      // Said no, or waited too long.
      if (!(error instanceof DOMException)) throw error;
    }
  });
}

/** A form goes once: a second click while the answer is on its way does nothing. */
function sendOnce(form: HTMLFormElement): void {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent !== undefined) event.preventDefault();
    form.dataset.sent = "";
    if (event.submitter) event.submitter.setAttribute("aria-disabled", "true");
  });
  // Back in history: the page is fresh again.
  window.addEventListener("pageshow", () => {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll("[aria-disabled]")) {
      button.removeAttribute("aria-disabled");
    }
  });
}

for (const button of document.querySelectorAll<HTMLButtonElement>("[data-toggle-password]")) {
  const field = document.getElementById(button.dataset.togglePassword ?? "");
  if (field instanceof HTMLInputElement) togglePassword(button, field);
}

for (const field of document.querySelectorAll<HTMLInputElement>("input[data-count]")) {
  const words = document.getElementById(field.dataset.count ?? "");
  if (words) countPassword(field, words);
}

for (const field of document.querySelectorAll<HTMLInputElement>("input[data-strength]")) {
  const words = document.getElementById(field.dataset.strength ?? "");
  if (words) judgePassword(field, words);
}

for (const button of document.querySelectorAll<HTMLButtonElement>("[data-copy-target]")) {
  const source = document.getElementById(button.dataset.copyTarget ?? "");
  if (source) copy(button, source);
}

for (const button of document.querySelectorAll<HTMLButtonElement>("[data-download-target]")) {
  const source = document.getElementById(button.dataset.downloadTarget ?? "");
  if (source) downloadable(button, source);
}

for (const button of document.querySelectorAll<HTMLButtonElement>("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

for (const field of document.querySelectorAll<HTMLInputElement>("input[data-code]")) {
  keepDigits(field);
}

for (const form of document.querySelectorAll<HTMLFormElement>("form[data-passkey]")) {
  void offerPasskey(form);
}

for (const form of document.querySelectorAll<HTMLFormElement>("form[data-passkey-create]")) {
  createPasskey(form);
}

for (const form of document.querySelectorAll("form")) sendOnce(form);

// A field of the form may be called `submit`, so the method is taken from the prototype.
const answer = document.querySelector<HTMLFormElement>("form[data-autosubmit]");
if (answer) HTMLFormElement.prototype.submit.call(answer);
