/*
 * Progressive enhancement of the server-rendered flow pages. Everything works without it:
 * each behaviour is switched on by a data attribute in the page.
 */

function togglePassword(button: HTMLButtonElement): void {
  const field = document.getElementById(button.dataset.togglePassword ?? "");
  if (!(field instanceof HTMLInputElement)) return;
  const show = field.type === "password";
  field.type = show ? "text" : "password";
  button.setAttribute("aria-pressed", String(show));
}

async function copy(button: HTMLElement): Promise<void> {
  const target = button.dataset.copyTarget;
  const text = target ? document.getElementById(target)?.textContent : button.dataset.copy;
  if (!text) return;
  await navigator.clipboard.writeText(text.trim());
  button.setAttribute("data-copied", "");
}

document.addEventListener("click", (event) => {
  if (!(event.target instanceof Element)) return;
  const toggle = event.target.closest<HTMLButtonElement>("button[data-toggle-password]");
  if (toggle) togglePassword(toggle);
  const copyButton = event.target.closest<HTMLElement>("[data-copy]");
  if (copyButton) void copy(copyButton);
});

document.querySelector<HTMLFormElement>("form[data-autosubmit]")?.submit();
