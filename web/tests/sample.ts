// SPDX-License-Identifier: Apache-2.0
// Three places, two of them border posts of one crossing, told briefly.
import { context_of, type Context } from "../src/data/context";
import { parse_report } from "../src/data/read";

const place = (id: string, country: string, kind: string, lon: number) => ({
  id,
  name: `${id} station`,
  country,
  kind,
  lon,
  lat: 45,
});

const link = (id: string, from: string, to: string, gauge: number) => ({
  id,
  from,
  to,
  mode: "rail",
  gauge,
  status: "operating",
  open: true,
  length_km: 10,
  capacity_day: 20,
});

const exactly = (mean: number) => ({ mean, low: mean, high: mean });

const flow = (teu: number, moving: number, train: number) => ({
  origin: "A",
  destination: "C",
  teu_year: exactly(teu),
  transit_days: exactly((moving + train) / 24),
  parts_hours: { moving, train },
});

const stay = (place: string, from: string, to: string, hours: number) => ({
  place,
  from_country: from,
  to_country: to,
  stay_hours: exactly(hours),
  teu_year: 100,
});

export const corridor = {
  name: "three",
  places: [
    place("A", "CN", "border_post", 82),
    place("B", "KZ", "border_post", 83),
    place("C", "KZ", "city", 84),
  ],
  links: [
    link("narrow", "A", "B", 1435),
    link("broad", "B", "A", 1520),
    link("inland", "B", "C", 1520),
  ],
};

export const simulation = {
  flows: [flow(100, 24, 0), flow(300, 24, 48)],
  facilities: [
    { place: "A", facility: "customs", dwell_hours: 3, teu_year: 400 },
    { place: "A", facility: "lifts", dwell_hours: 8, teu_year: 100 },
  ],
  borders: [
    stay("A", "CN", "KZ", 20),
    stay("B", "CN", "KZ", 60),
    stay("A", "KZ", "CN", 50),
    stay("B", "KZ", "CN", 6),
  ],
  links: [
    {
      link: "narrow",
      trains_day: exactly(5),
      trains_day_back: exactly(1),
      utilisation: 0.25,
    },
    {
      link: "broad",
      trains_day: exactly(4),
      trains_day_back: exactly(2),
      utilisation: 0.5,
    },
    { link: "inland", trains_day: exactly(9), trains_day_back: exactly(9) },
  ],
};

export function context(parts: object = { corridor, simulation }): Context {
  return context_of(parse_report(JSON.stringify(parts)));
}
