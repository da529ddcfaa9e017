import "./styles/fonts.css";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/shell.css";
import "./styles/components.css";
import "./styles/strength.css";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Provider } from "urql";
import { makeClient } from "./lib/graphql";
import { preferredLanguages, setLanguage } from "./lib/i18n";
import { makeRouter } from "./router";

async function start(element: HTMLElement) {
  await setLanguage(preferredLanguages());
  createRoot(element).render(
    <StrictMode>
      <Provider value={makeClient()}>
        <RouterProvider router={makeRouter()} />
      </Provider>
    </StrictMode>,
  );
}

/*
 * Going back to a page must not show what the browser kept of it: somebody may have signed out since
 * (SEC-108). It is hidden when it is left, and loaded anew when it returns.
 */
function forgetWhenLeft(element: HTMLElement) {
  window.addEventListener("pagehide", (event) => {
    if (event.persisted) element.hidden = true;
  });
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) window.location.reload();
  });
}

const element = document.getElementById("root");
if (element) {
  forgetWhenLeft(element);
  void start(element);
}
