/* Who is signed in, as far as the frame of the pages needs to know. */
import type { Client } from "@urql/core";
import { graphql } from "../gql";
import { read, useOperation } from "./graphql";

const ViewerQuery = graphql(`
  query Viewer {
    serviceInfo {
      name
      explorer
    }
    viewer {
      canCreateApps
      isAdministrator
      user {
        id
        email
        displayName
        profile {
          picture
        }
      }
    }
  }
`);

export interface Viewer {
  name: string;
  email: string;
  picture: string | null;
  administrator: boolean;
  mayCreateApps: boolean;
  /** Whether the server has the page that tries its API. */
  explorer: boolean;
}

/** What the service calls itself; its software's name until it has said so. */
export function useServiceName(): string {
  const { data } = useOperation(ViewerQuery, {}, "cache-first");
  return data?.serviceInfo.name ?? "Latchkey";
}

/** Asks the server anew; the answer says by itself whose page this still is. */
export async function lookWhoIsThere(client: Client): Promise<void> {
  await read(client, ViewerQuery, {});
}

export function useViewer(): Viewer | undefined {
  const { data } = useOperation(ViewerQuery, {}, "cache-first");
  const viewer = data?.viewer;
  const user = viewer?.user;
  if (!user) return undefined;
  return {
    name: user.displayName,
    email: user.email,
    picture: user.profile.picture ?? null,
    administrator: viewer.isAdministrator,
    mayCreateApps: viewer.canCreateApps,
    explorer: data?.serviceInfo.explorer ?? false,
  };
}
