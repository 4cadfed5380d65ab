// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import sources from "../../../apps/server/problems.cc?raw";
import { en } from "../../src/app/i18n/en";

test("problems that have words of their own are problems that the server has", () => {
  const types = [...sources.matchAll(/\{"([a-z-]+)", \d{3}/g)].map(([, type]) => type);
  const { unreachable, ...kinds } = en.problems.kinds; // said by the client
  expect(unreachable).toBeTruthy();
  expect(types).toEqual(expect.arrayContaining(Object.keys(kinds)));
});
