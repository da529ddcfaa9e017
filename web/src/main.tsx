import "./styles/fonts.css";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/shell.css";
import "./styles/components.css";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Provider } from "urql";
import { makeClient } from "./lib/graphql";
import { setLanguage } from "./lib/i18n";
import { makeRouter } from "./router";

async function start(element: HTMLElement) {
  await setLanguage(navigator.languages);
  createRoot(element).render(
    <StrictMode>
      <Provider value={makeClient()}>
        <RouterProvider router={makeRouter()} />
      </Provider>
    </StrictMode>,
  );
}

const element = document.getElementById("root");
if (element) void start(element);
