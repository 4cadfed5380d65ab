// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from "vitest";
import type { Motion, Network } from "../../src/app/api/client";
import { modes_of_legs } from "../../src/app/views/motion/kinds";
import { Queues, read_closures, shut_at } from "../../src/app/views/motion/queues";
import {
  call_at,
  look,
  read_tracks,
  room_for,
} from "../../src/app/views/motion/tracks";

// Two trains: A to B to C, and C back to A, from before the year on.
const motion: Motion = {
  corridor: "tiny",
  start: "2024-01-01",
  days: 3,
  services: ["there", "back"],
  places: ["A", "B", "C"],
  trains: {
    service: [0, 1],
    first: [0, 3, 5],
    call_place: [0, 1, 2, 2, 0],
    arrive: [0, 200, 500, -300, 1500],
    leave: [100, 300, 560, -100, 1600],
    teu: [80, 80, 0, 0, 0],
  },
  queues: [
    { place: "B", kind: "trains", every_minutes: 360, values: [1, 2, 3] },
    { place: "B", kind: "trains", every_minutes: 360, values: [0, 4, 0] },
    { place: "A", kind: "teu", every_minutes: 360, values: [50, 60] },
  ],
};

const tracks = read_tracks(motion);
const moving = room_for(tracks, 3);

// Where each train is, in words: "A>B 0.50".
function seen(minute: number): string[] {
  look(tracks, minute, moving);
  return Array.from({ length: moving.count }, (_, i) => {
    const { from, to } = tracks.legs[tracks.leg[moving.call[i]!]!]!;
    const name = (place: number) => motion.places[place];
    return `${name(from)}>${name(to)} ${moving.share[i]!.toFixed(2)}`;
  });
}

describe("trains", () => {
  test("run evenly from where they left to where they come", () => {
    expect(seen(150)).toEqual(["A>B 0.50", "C>A 0.16"]);
    expect(seen(400)).toEqual(["B>C 0.50", "C>A 0.31"]);
  });

  test("stand between coming and leaving", () => {
    expect(seen(250)).toEqual(["C>A 0.22"]);
    expect([...moving.standing]).toEqual([0, 1, 0]);
  });

  test("are gone when they ended, and were not before they began", () => {
    expect(seen(1450)).toEqual(["C>A 0.97"]);
    expect(seen(1700)).toEqual([]);
    expect(seen(4000)).toEqual([]);
    expect(call_at(tracks, 0, -1)).toBe(-1);
  });

  test("of a day are found as a look at all of them finds them", () => {
    let s = 1;
    const random = (n: number) => (s = (s * 48271) % 2147483647) % n;
    const trains = { service: [] as number[], first: [0], call_place: [] as number[], arrive: [] as number[], leave: [] as number[] };
    for (let i = 0; i < 200; ++i) {
      let minute = random(6 * 1440) - 1440;
      for (let call = 0; call < 1 + random(5); ++call) {
        trains.call_place.push(random(3));
        trains.arrive.push(minute);
        trains.leave.push((minute += random(700)));
        minute += random(900);
      }
      trains.service.push(0);
      trains.first.push(trains.call_place.length);
    }
    const many = read_tracks({ ...motion, days: 5, trains });
    const room = room_for(many, 3);
    for (let minute = 0; minute < 5 * 1440; minute += 97) {
      look(many, minute, room);
      let naive = 0;
      for (let i = 0; i < 200; ++i)
        for (let call = trains.first[i]!; call + 1 < trains.first[i + 1]!; ++call)
          if (trains.leave[call]! <= minute && minute < trains.arrive[call + 1]!) ++naive;
      expect(room.count).toBe(naive);
    }
  });
});

test("where two gauges lie side by side, a train keeps to its own", () => {
  const link = (from: string, to: string, gauge: string) => ({ link: from + to + gauge, from, to, gauge, mode: "rail", km: 1, status: "operating" });
  const links = [link("A", "B", "1435"), link("B", "C", "1435"), link("C", "B", "1520"), link("A", "C", "1520")];
  const network = { places: [], links } as unknown as Network;
  const modes = modes_of_legs(tracks, motion.places, network);
  expect([...modes].slice(0, 2)).toEqual([0, 0]); // A to B is 1435 mm alone
  expect(modes[3]).toBe(1); // C to A is 1520 mm alone
});

test("queues of a border's directions are added up", () => {
  const queues = new Queues(motion);
  expect([0, 359, 360, 5000].map((m) => queues.trains_at(1, m))).toEqual([1, 1, 6, 3]);
  expect(queues.boxes_at(0, 400)).toBe(60);
  expect(queues.boxes_at(2, 400)).toBe(0);
  expect(queues.course().slice(0, 4)).toEqual([1, 6, 3, 0]);
});

test("what is shut is shut from its start to before its end", () => {
  const closures = read_closures(
    [
      { what: "link", key: "L2", name: "late", share: 0, start: 500, end: 600 },
      { what: "link", key: "L1", name: "early", share: 0, start: 100, end: 550 },
    ],
    (name) => name,
  );
  const names = (minute: number) => shut_at(closures, minute).map(({ name }) => name);
  expect([50, 100, 500, 549, 550, 600].map(names)).toEqual([
    [],
    ["early"],
    ["early", "late"],
    ["early", "late"],
    ["late"],
    [],
  ]);
});
