// SPDX-License-Identifier: Apache-2.0
import type { problems as english } from "../en/problems";

export const problems: typeof english = {
  unreachable: "Сервер не отвечает",
  unreachable_mend: "Запущен ли camel serve и есть ли связь? Запрос повторится по нажатию кнопки.",
  not_ready: "Моделируются годы, по которым считается надёжность",
  unauthorized: "Нужен ключ",
  forbidden: "Этому ключу такое не разрешено",
  not_found: "Здесь этого нет",
  invalid: "Запрос непонятен",
  too_many: "Слишком много запросов; подождите немного",
  server: "Сервер не смог это выполнить",
  at: (file: string, line: string) => `${file}, строка ${line}`,
};
