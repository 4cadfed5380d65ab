// SPDX-License-Identifier: Apache-2.0
// The one store. Its state is what the address says, so back, forward and a
// link that was sent all lead to the same picture.
import {
  format_url,
  parse_url,
  type Params,
  type State,
  type ViewName,
} from "./url";

type Listener = (state: State, before: State) => void;

export class Store {
  private now: State;
  private readonly listeners = new Set<Listener>();
  // What each view last looked at, so that coming back finds it again.
  private readonly left = new Map<ViewName, Params>();

  constructor() {
    this.now = parse_url(location.search);
    addEventListener("popstate", () => this.show(parse_url(location.search)));
  }

  get state(): State {
    return this.now;
  }

  subscribe(listener: Listener, signal: AbortSignal) {
    this.listeners.add(listener);
    signal.addEventListener("abort", () => this.listeners.delete(listener));
  }

  // Takes what the address says already, without a word to anyone.
  adopt(state: State) {
    this.now = state;
  }

  // A step that "back" undoes.
  go(change: Partial<State>) {
    const next = { ...this.now, ...change };
    if (format_url(next) === format_url(this.now)) return;
    history.pushState(null, "", format_url(next));
    this.show(next);
  }

  // A change not worth a step: typing, a slider.
  amend(change: Partial<State>) {
    const next = { ...this.now, ...change };
    if (format_url(next) === format_url(this.now)) return;
    history.replaceState(null, "", format_url(next));
    this.show(next);
  }

  // The same for what the view keeps; undefined takes a name away.
  look_at(change: Record<string, readonly string[] | string | undefined>) {
    this.go({ params: this.changed(change) });
  }

  amend_look(change: Record<string, readonly string[] | string | undefined>) {
    this.amend({ params: this.changed(change) });
  }

  link(change: Partial<State>): string {
    return format_url({ ...this.now, ...change });
  }

  // Where a tab of the navigation leads.
  state_of(view: ViewName): State {
    if (view === this.now.view) return this.now;
    return { ...this.now, view, params: this.left.get(view) ?? {} };
  }

  private changed(
    change: Record<string, readonly string[] | string | undefined>,
  ): Params {
    const params: Record<string, readonly string[]> = { ...this.now.params };
    for (const [name, value] of Object.entries(change)) {
      if (value === undefined || value === "" || value.length === 0)
        delete params[name];
      else params[name] = typeof value === "string" ? [value] : value;
    }
    return params;
  }

  private show(next: State) {
    const before = this.now;
    this.left.set(before.view, before.params);
    this.now = next;
    // One of them may take another away.
    for (const listener of [...this.listeners])
      if (this.listeners.has(listener)) listener(next, before);
  }
}
