// SPDX-License-Identifier: Apache-2.0
import { afterEach, expect, test, vi } from "vitest";
import { api } from "../../src/app/api/client";
import { moment_of } from "../../src/app/tracking/moment";

const { signal } = new AbortController();
const answer = (as_of: string) => vi.spyOn(api, "alerts").mockResolvedValue({ as_of, alerts: [] });

afterEach(() => vi.restoreAllMocks());

test("is that of the last event, or the clock's where that is asked or nothing was told", async () => {
  const asked = answer("2026-03-05T09:00:00Z");
  expect(await moment_of({}, signal)).toEqual({ at: Date.UTC(2026, 2, 5, 9), is_now: false });
  expect((await moment_of({ as_of: ["now"] }, signal)).is_now).toBe(true);
  expect(asked).toHaveBeenCalledTimes(1);
  answer("");
  expect((await moment_of({}, signal)).is_now).toBe(true);
});

test("is not the clock's where it cannot be had", async () => {
  vi.spyOn(api, "alerts").mockRejectedValue(new Error("the server is away"));
  await expect(moment_of({}, signal)).rejects.toThrow("away");
});
