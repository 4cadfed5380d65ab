// SPDX-License-Identifier: Apache-2.0
import { afterEach, describe, expect, test } from "vitest";
import { languages, preferred, say, speak, term } from "../../src/app/i18n";
import {
  country,
  date,
  duration,
  moment,
  number,
  percent,
} from "../../src/app/i18n/format";

afterEach(() => speak("en"));

// Every message with its name; functions are asked with words of their own.
function spoken(group: object, at = ""): [string, string][] {
  return Object.entries(group).flatMap(([name, message]) => {
    if (typeof message === "string") return [[`${at}${name}`, message]];
    if (typeof message === "function")
      return [[`${at}${name}`, message("1", "2", "3", "4", "5")]];
    return spoken(message as object, `${at}${name}.`);
  }) as [string, string][];
}

test.each(languages)("nothing is left unsaid in %s", async (code) => {
  await speak(code);
  for (const [name, message] of spoken(say))
    expect(message, name).not.toMatch(/^\s*$|undefined/);
});

test("words of the interface are not left in English", async () => {
  const english = spoken(say.shell);
  for (const code of ["zh", "ru", "kk"] as const) {
    await speak(code);
    const same = spoken(say.shell).filter(
      ([, text], i) => text === english[i]![1],
    );
    expect(same.map(([name]) => name)).toEqual(["csv", "geojson", "png"]);
  }
});

test("the first language of the browser that is spoken here is taken", () => {
  expect(preferred(["de-DE", "kk-KZ", "en"])).toBe("kk");
  expect(preferred(["de"])).toBe("en");
});

test("a code without a word stands for itself", () => {
  expect(term("place_kind", "border_post")).toBe("border post");
  expect(term("place_kind", "space_port")).toBe("space port");
});

describe("numbers and dates go the way of the language", () => {
  const day = "2024-09-07T06:05:00Z";

  test("in English", () => {
    expect(number(1234567.89, 1)).toBe("1,234,567.9");
    expect(date(day)).toBe("7 Sept 2024");
    expect(duration(72)).toBe("3.0 days");
    expect(number(null)).toBe("–");
  });

  test("in Russian", async () => {
    await speak("ru");
    expect(number(1234567.89, 1)).toBe("1\u00a0234\u00a0567,9");
    expect(date(day)).toBe("7 сент. 2024 г.");
    expect(percent(0.125, 1)).toBe("12,5\u00a0%");
  });

  test("in Chinese", async () => {
    await speak("zh");
    expect(date(day)).toBe("2024年9月7日");
    expect(country("KZ")).toBe("哈萨克斯坦");
  });

  test("in Kazakh, also where the browser has no Kazakh", async () => {
    await speak("kk");
    expect(number(1234567.89, 1)).toBe("1\u00a0234\u00a0567,9");
    expect(date(day)).toBe("7 қыр. 2024 ж.");
    expect(moment(day, "Asia/Almaty")).toBe("сб, 7 қыр. 11:05");
    expect(country("KZ")).toBe("Қазақстан");
  });
});
