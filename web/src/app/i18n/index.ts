// SPDX-License-Identifier: Apache-2.0
// What the client says, in four languages. `say` is the tongue that is spoken
// now: say.shell.title. A language is loaded when it is asked for.
import { en } from "./en";

export type Messages = typeof en;
export const languages = ["en", "zh", "ru", "kk"] as const;
export type Language = (typeof languages)[number];

// Each in its own words, for the choice.
export const own_name: Record<Language, string> = {
  en: "English",
  zh: "中文",
  ru: "Русский",
  kk: "Қазақша",
};

export let say: Messages = en;
export let language: Language = "en";

const loaders: Record<Language, () => Promise<Messages>> = {
  en: () => Promise.resolve(en),
  zh: () => import("./zh").then((all) => all.zh),
  ru: () => import("./ru").then((all) => all.ru),
  kk: () => import("./kk").then((all) => all.kk),
};

export function is_language(code: string): code is Language {
  return (languages as readonly string[]).includes(code);
}

// The first of the browser's languages that we speak.
export function preferred(wishes: readonly string[]): Language {
  for (const wish of wishes) {
    const code = wish.slice(0, 2).toLowerCase();
    if (is_language(code)) return code;
  }
  return "en";
}

export async function speak(code: Language): Promise<void> {
  say = await loaders[code]();
  language = code;
}

// A word for a code of the data, or the code itself where we have none.
export function term(
  group: {
    [K in keyof Messages["terms"]]: Messages["terms"][K] extends Record<
      string,
      string
    >
      ? K
      : never;
  }[keyof Messages["terms"]],
  code: string | null | undefined,
): string {
  if (!code) return "";
  const words = say.terms[group] as Record<string, string>;
  return words[code] ?? code.replaceAll("_", " ");
}
