// SPDX-License-Identifier: Apache-2.0
// Why somebody should look at a box, in the words of the language; a type that
// is unknown here stands as the server says it.
import { h } from "../../../base/dom";
import type { BoxAlert } from "../../api/client";
import { say } from "../../i18n";
import { duration } from "../../i18n/format";
import { last_word } from "../../tracking/progress";
import type { Places } from "./words";

// What a reason speaks of, as it is written.
interface Spoken {
  place: string;
  time: string;
  usual: string;
  planned: string;
  expected: string;
  service: string;
}

const words_by_type: Record<string, (spoken: Spoken) => string> = {
  "came-late": ({ time, planned }) => say.tracking.reasons.came_late(time, planned),
  "expected-late": ({ time, planned, expected }) => say.tracking.reasons.expected_late(time, planned, expected),
  "may-be-late": ({ planned, expected }) => say.tracking.reasons.may_be_late(planned, expected),
  "stands-long": ({ place, time, usual }) => say.tracking.reasons.stands_long(place, time, usual),
  "runs-long": ({ place, time, usual }) => say.tracking.reasons.runs_long(place, time, usual),
  "off-plan": ({ place }) => say.tracking.reasons.off_plan(place),
  "misses-connection": ({ place, time, service }) => say.tracking.reasons.misses_connection(place, time, service),
};

export function alert_words({ why, place }: BoxAlert, places: Places): string | null {
  const code = last_word(place);
  const at = (moment: string | undefined) => places.at(moment ? Date.parse(moment) : null, code);
  const words = words_by_type[why.type]?.({
    place: places.name(code),
    time: duration(why.hours),
    usual: duration(why.usual_hours),
    planned: at(why.planned),
    expected: at(why.expected),
    service: why.service ?? "",
  });
  if (!words) return null;
  const { fallback } = why;
  return fallback ? `${words}; ${say.tracking.reasons.goes_on(fallback.service, at(fallback.departs))}` : words;
}

export function alert_reason(alert: BoxAlert, places: Places): HTMLElement {
  const words = alert_words(alert, places);
  if (words) return h("span", {}, words);
  return h("span", { lang: "en" }, [alert.reason, alert.fallback].filter(Boolean).join("; "));
}
