// SPDX-License-Identifier: Apache-2.0
// Where every train and vessel was, minute by minute, in flat arrays: which of
// them are about on a day is looked up, and where each is found by halving, so
// that a picture of hundreds costs no allocation.
import type { Motion } from "../../api/client";

export const day_minutes = 1440;

export interface Tracks {
  trains: number;
  days: number;
  service: Int32Array; // of a train; -1: empty wagons on their way back
  first: Int32Array; // its calls are first[i] .. first[i + 1]
  place: Int32Array; // of a call, and so on
  arrive: Int32Array;
  leave: Int32Array;
  teu: Int32Array;
  leg: Int32Array; // from this call to the next; -1 at the last
  legs: readonly { from: number; to: number }[];
  about_from: Int32Array; // trains of day d: about[about_from[d] .. about_from[d + 1])
  about: Int32Array;
}

function legs_of(first: Int32Array, place: Int32Array) {
  const leg = new Int32Array(place.length).fill(-1);
  const legs: { from: number; to: number }[] = [];
  const known = new Map<number, number>();
  for (let i = 0; i + 1 < first.length; ++i)
    for (let call = first[i]!; call + 1 < first[i + 1]!; ++call) {
      const [from, to] = [place[call]!, place[call + 1]!];
      const key = from * 100_000 + to;
      let found = known.get(key);
      if (found === undefined) {
        found = legs.length;
        legs.push({ from, to });
        known.set(key, found);
      }
      leg[call] = found;
    }
  return { leg, legs };
}

// Before the first day and after the last a train counts as of those days.
const day_of = (minute: number, days: number) =>
  Math.min(days - 1, Math.max(0, Math.floor(minute / day_minutes)));

type Calls = Pick<Tracks, "first" | "arrive" | "leave" | "days" | "trains">;

function days_of({ first, arrive, leave, days, trains }: Calls) {
  const from = new Int32Array(days + 1);
  const each = (visit: (train: number, day: number) => void) => {
    for (let i = 0; i < trains; ++i) {
      if (first[i] === first[i + 1]) continue;
      const last = day_of(leave[first[i + 1]! - 1]!, days);
      for (let day = day_of(arrive[first[i]!]!, days); day <= last; ++day) visit(i, day);
    }
  };
  each((_, day) => ++from[day + 1]!);
  for (let day = 0; day < days; ++day) from[day + 1]! += from[day]!;
  const about = new Int32Array(from[days]!);
  const next = from.slice();
  each((train, day) => (about[next[day]!++] = train));
  return { about_from: from, about };
}

export function read_tracks({ trains: t, days }: Motion): Tracks {
  const first = Int32Array.from(t.first);
  const place = Int32Array.from(t.call_place);
  const arrive = Int32Array.from(t.arrive);
  const leave = Int32Array.from(t.leave);
  const trains = t.service.length;
  return {
    trains,
    days,
    service: Int32Array.from(t.service),
    first,
    place,
    arrive,
    leave,
    teu: t.teu ? Int32Array.from(t.teu) : new Int32Array(place.length),
    ...legs_of(first, place),
    ...days_of({ first, arrive, leave, days, trains }),
  };
}

// The last call that a train has come to by then; before the first: first - 1.
export function call_at({ first, arrive }: Tracks, train: number, minute: number) {
  let low = first[train]!;
  let high = first[train + 1]!;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (arrive[middle]! <= minute) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

// What moves at a minute, filled anew for each picture.
export interface Moving {
  count: number;
  train: Int32Array;
  call: Int32Array; // it left
  share: Float32Array; // of the leg that it has behind it
  standing: Int32Array; // trains at a call, by place
}

export function room_for(tracks: Tracks, places: number): Moving {
  let most = 0;
  for (let day = 0; day < tracks.days; ++day)
    most = Math.max(most, tracks.about_from[day + 1]! - tracks.about_from[day]!);
  return {
    count: 0,
    train: new Int32Array(most),
    call: new Int32Array(most),
    share: new Float32Array(most),
    standing: new Int32Array(places),
  };
}

export function look(tracks: Tracks, minute: number, into: Moving) {
  const { first, arrive, leave, place, about, about_from, days } = tracks;
  const day = day_of(minute, days);
  into.count = 0;
  into.standing.fill(0);
  for (let i = about_from[day]!; i < about_from[day + 1]!; ++i) {
    const train = about[i]!;
    const call = call_at(tracks, train, minute);
    if (call < first[train]!) continue;
    const left = leave[call]!;
    const last = call + 1 === first[train + 1]!;
    if (minute < left) ++into.standing[place[call]!]!;
    else if (!last) {
      const n = into.count++;
      into.train[n] = train;
      into.call[n] = call;
      const span = arrive[call + 1]! - left;
      into.share[n] = span > 0 ? Math.min(1, (minute - left) / span) : 1;
    }
  }
}
