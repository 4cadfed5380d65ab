// SPDX-License-Identifier: Apache-2.0
import type { problems as english } from "../en/problems";

export const problems: typeof english = {
  kinds: {
    "bad-request": "Сұрау түсініксіз",
    bundled: "Бағдарламамен бірге келгені өзгертілмейді",
    "changed-meanwhile": "Осы арада оны басқа біреу өзгертті",
    "corridor-exists": "Мұндай атты дәліз бар",
    fault: "Серверде қате болды",
    "foreign-site": "Басқа сайттың беті мұнда ештеңе өзгерте алмайды",
    "in-use": "Осы дәліздің тапсырмалары күтуде немесе орындалуда",
    "key-needed": "Кілт қажет",
    "key-reused": "Бір сұрау әртүрлі мазмұнмен жіберілді",
    "no-result": "Тапсырманың нәтижесі әзірге жоқ",
    "not-ended": "Тапсырма әлі аяқталған жоқ",
    "not-found": "Мұнда ондай жоқ",
    "not-ready": "Сенімділік есептелетін жылдар модельденуде",
    "queue-full": "Кезекте тапсырма тым көп",
    "role-needed": "Бұл кілтке мұндай әрекетке рұқсат жоқ",
    "scenario-exists": "Мұндай атты сценарий бар",
    "too-large": "Бұл сервер қабылдайтыннан үлкен",
    "too-many-requests": "Сұрау тым көп; сәл күтіңіз",
    "unknown-corridor": "Мұндай дәліз жоқ",
    "unknown-job": "Мұндай тапсырма жоқ",
    "unknown-scenario": "Дәлізде мұндай сценарий жоқ",
    "unknown-table": "Пакетте мұндай кесте жоқ",
    unreachable: "Сервер жауап бермейді",
    "unsound-corridor": "Пакетте қателер бар, ол қабылданбады",
    "unsound-scenario": "Сценариймен дәліз деректерінде қателер пайда болады",
  },
  unreachable_mend: "camel serve іске қосылған ба, байланыс бар ма? Түймені басқанда сұрау қайталанады.",
  server: "Сервер мұны орындай алмады",
};
