// SPDX-License-Identifier: Apache-2.0
// What a view is: it fills an element and lives until its signal is aborted.
// Each is one folder of views/, loaded when it is first looked at.
import type { CorridorData } from "./api/corridor_data";
import { say } from "./i18n";
import type { Store } from "./state/store";
import type { ViewName } from "./state/url";

export interface ViewContext {
  store: Store;
  corridor: CorridorData;
  signal: AbortSignal; // aborted when the view goes: stop, unsubscribe
}

export interface View {
  mount(element: HTMLElement, context: ViewContext): void | Promise<void>;
}

export const loaders: Record<ViewName, () => Promise<{ view: View }>> = {
  corridor: () => import("./views/corridor"),
  motion: () => import("./views/motion"),
  whatif: () => import("./views/whatif"),
  routes: () => import("./views/routes"),
  capacity: () => import("./views/capacity"),
  jobs: () => import("./views/jobs"),
};

export const title_of = (view: ViewName): string => say[view].title;
