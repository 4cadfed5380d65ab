// SPDX-License-Identifier: Apache-2.0
import { beforeEach, expect, test, vi } from "vitest";
import { Store } from "../../src/app/state/store";
import { keep_looking, on_scenarios, renewing, type ViewContext } from "../../src/app/view";

test("what is begun again ends what was begun before", () => {
  const view = new AbortController();
  const renew = renewing(view.signal);
  const first = renew();
  const second = renew();
  expect([first.aborted, second.aborted]).toEqual([true, false]);
  view.abort();
  expect(second.aborted).toBe(true);
  expect(renew().aborted).toBe(true);
});

test("a look that fails or is called off is not the last", async () => {
  vi.stubGlobal("document", { hidden: false });
  const view = new AbortController();
  let looks = 0;
  await keep_looking(1, view.signal, async () => {
    looks++;
    if (looks === 1) throw new DOMException("called off", "AbortError");
    if (looks === 2) throw new Error("the server is away");
    view.abort();
  });
  expect(looks).toBe(3);
});

let store: Store;
let context: ViewContext;
beforeEach(() => {
  vi.stubGlobal("location", { search: "?view=capacity&job=old&factor=2" });
  vi.stubGlobal("history", { pushState: () => {}, replaceState: () => {} });
  vi.stubGlobal("addEventListener", () => {});
  store = new Store();
  const { signal } = new AbortController();
  context = { store, signal, corridor: null!, show_corridors: () => {} };
});

test("other scenarios leave the old answer before they are drawn", () => {
  const drawn: unknown[] = [];
  on_scenarios(context, () => drawn.push(store.state.params));
  store.go({ scenarios: ["flood"] });
  expect(drawn).toEqual([{ factor: ["2"] }]);
});

test("a step back to an answer and its scenarios keeps the answer", () => {
  const draw = vi.fn();
  on_scenarios(context, draw);
  store.go({ scenarios: ["flood"], params: { job: ["new"] } });
  expect(store.state.params).toEqual({ job: ["new"] });
  expect(draw).toHaveBeenCalledOnce();
});

test("another corridor is not drawn by the view of the one before", () => {
  const draw = vi.fn();
  on_scenarios(context, draw);
  store.go({ scenarios: ["flood"], corridor: "tiny" });
  expect(draw).not.toHaveBeenCalled();
});
