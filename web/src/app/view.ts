// SPDX-License-Identifier: Apache-2.0
// What a view is: it fills an element and lives until its signal is aborted.
// Each is one folder of views/, loaded when it is first looked at.
import type { CorridorList } from "./api/client";
import type { CorridorData } from "./api/corridor_data";
import { pause } from "./api/jobs";
import { say } from "./i18n";
import type { Store } from "./state/store";
import { one, type ViewName } from "./state/url";

export interface ViewContext {
  store: Store;
  corridor: CorridorData;
  show_corridors: (list: CorridorList) => void; // where they are chosen
  signal: AbortSignal; // aborted when the view goes: stop, unsubscribe
}

export interface View {
  mount(element: HTMLElement, context: ViewContext): void | Promise<void>;
}

// For what is begun again while a view stands: each call ends what the call
// before it gave, and all end with the view.
export function renewing(view: AbortSignal): () => AbortSignal {
  let now = new AbortController();
  return () => {
    now.abort();
    now = new AbortController();
    return AbortSignal.any([view, now.signal]);
  };
}

// Looks again and again while the page is looked at; what fails once, or is
// called off for a newer look, may do the next time.
export async function keep_looking(
  every_ms: number,
  signal: AbortSignal,
  look: () => Promise<void>,
) {
  while (!signal.aborted) {
    try {
      await pause(every_ms, signal);
      if (!document.hidden) await look();
    } catch {
      // the next time
    }
  }
}

const answers = ["job", "ijob"];

// Other scenarios were chosen: the answer that the address still names is of
// those before. One that it names anew, as after a step back, stays.
export function on_scenarios({ store, signal }: ViewContext, draw: () => void) {
  store.subscribe((now, before) => {
    const same = now.scenarios.join("+") === before.scenarios.join("+");
    if (same || now.corridor !== before.corridor) return;
    const old = answers.filter(
      (name) => one(now.params, name) === one(before.params, name),
    );
    store.amend_look(Object.fromEntries(old.map((name) => [name, undefined])));
    draw();
  }, signal);
}

export const loaders: Record<ViewName, () => Promise<{ view: View }>> = {
  corridor: () => import("./views/corridor"),
  motion: () => import("./views/motion"),
  whatif: () => import("./views/whatif"),
  routes: () => import("./views/routes"),
  capacity: () => import("./views/capacity"),
  tracking: () => import("./views/tracking"),
  jobs: () => import("./views/jobs"),
  packages: () => import("./views/packages"),
};

export const title_of = (view: ViewName): string => say[view].title;
