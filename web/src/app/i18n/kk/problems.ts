// SPDX-License-Identifier: Apache-2.0
import type { problems as english } from "../en/problems";

export const problems: typeof english = {
  unreachable: "Сервер жауап бермейді",
  unreachable_mend: "camel serve іске қосылған ба, байланыс бар ма? Түймені басқанда сұрау қайталанады.",
  not_ready: "Сенімділік есептелетін жылдар модельденуде",
  unauthorized: "Кілт қажет",
  forbidden: "Бұл кілтке мұндай әрекетке рұқсат жоқ",
  not_found: "Мұнда ондай жоқ",
  invalid: "Сұрау түсініксіз",
  too_many: "Сұрау тым көп; сәл күтіңіз",
  server: "Сервер мұны орындай алмады",
  at: (file: string, line: string) => `${file}, ${line}-жол`,
};
