// SPDX-License-Identifier: Apache-2.0
import { afterEach, expect, test } from "vitest";
import { speak } from "../../src/app/i18n";
import { draft_of } from "../../src/app/views/tracking/hook_form";
import { filter_words } from "../../src/app/views/tracking/hooks";

afterEach(() => speak("en"));

const wish = { url: " https://a.example/x ", box: "", consignment: "", steps: [], handshake: true };

test("what is left blank is not asked for", () => {
  expect(draft_of(wish)).toEqual({ url: "https://a.example/x", handshake: true });
  expect(draft_of({ ...wish, box: " CSQU3054383 ", consignment: "c-1", steps: ["arriving"], handshake: false })).toEqual({
    url: "https://a.example/x",
    handshake: false,
    filter: { box: "CSQU3054383", consignment: "c-1", steps: ["arriving"] },
  });
});

test("a filter is said in the words of the language", async () => {
  expect(filter_words({})).toBe("all that you may see");
  const filter = { box: "CSQU3054383", consignment: "c-1", steps: ["https://ref.gs1.org/cbv/BizStep-arriving", "flying"] };
  expect(filter_words(filter)).toBe("CSQU3054383 · Consignment c-1 · arrived, flying");
  await speak("zh");
  expect(filter_words(filter)).toBe("CSQU3054383 · 托运 c-1 · 已到达, flying");
});
