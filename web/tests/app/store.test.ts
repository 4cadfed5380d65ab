// SPDX-License-Identifier: Apache-2.0
import { beforeEach, expect, test, vi } from "vitest";
import { Store } from "../../src/app/state/store";

// A browser's history, as far as the store asks of it.
class Past {
  private readonly steps: string[];
  private listener = () => {};

  constructor(first: string) {
    this.steps = [first];
    vi.stubGlobal("location", this.here());
    vi.stubGlobal("history", {
      pushState: (_: null, __: string, to: string) => this.steps.push(to),
      replaceState: (_: null, __: string, to: string) =>
        this.steps.splice(-1, 1, to),
    });
    vi.stubGlobal("addEventListener", (_: string, listen: () => void) => {
      this.listener = listen;
    });
  }

  private here() {
    const past = this;
    return {
      get search() {
        return past.steps.at(-1)!;
      },
    };
  }

  back() {
    this.steps.pop();
    this.listener();
  }

  get length() {
    return this.steps.length;
  }
}

let past: Past;
let store: Store;
beforeEach(() => {
  past = new Past("?view=corridor&corridor=tiny");
  store = new Store();
});

const signal = new AbortController().signal;

test("a step is told to those who listen, and back undoes it", () => {
  const seen: string[] = [];
  store.subscribe((now) => seen.push(now.params.place?.[0] ?? "none"), signal);
  store.look_at({ place: "XGATE" });
  past.back();
  expect(seen).toEqual(["XGATE", "none"]);
  expect(store.state.params).toEqual({});
});

test("typing makes no steps", () => {
  store.amend_look({ q: "s" });
  store.amend_look({ q: "sa" });
  expect(past.length).toBe(1);
  expect(store.state.params.q).toEqual(["sa"]);
});

test("what is the same is no step", () => {
  store.look_at({ place: undefined });
  expect(past.length).toBe(1);
});

test("a view that is left is found again as it was", () => {
  store.look_at({ place: "XGATE" });
  store.go(store.state_of("jobs"));
  expect(store.state.params).toEqual({});
  expect(store.state_of("corridor").params).toEqual({ place: ["XGATE"] });
});

test("who went away is told no more", () => {
  const leave = new AbortController();
  const listener = vi.fn();
  store.subscribe(listener, leave.signal);
  leave.abort();
  store.look_at({ place: "XGATE" });
  expect(listener).not.toHaveBeenCalled();
});

test("who is taken away while others are told is told no more", () => {
  const leave = new AbortController();
  const listener = vi.fn();
  store.subscribe(() => leave.abort(), signal);
  store.subscribe(listener, leave.signal);
  store.look_at({ place: "XGATE" });
  expect(listener).not.toHaveBeenCalled();
});
