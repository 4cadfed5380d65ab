// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from "vitest";
import { overlap, place_labels, type Label } from "../src/map/labels";
import { kind_of, state_of, use_class } from "../src/map/lines";
import { longitudes, view_of } from "../src/map/projection";
import { keep_inside, zoom_about } from "../src/map/zoom";
import { context } from "./sample";

const frame = { x: 0, y: 0, width: 200, height: 100 };

function label(text: string, x: number, y: number): Label {
  return { text, style: "label", x, y, clear: 2, width: 40, height: 12 };
}

describe("labels", () => {
  test("never cover one another", () => {
    const crowd = Array.from({ length: 30 }, (_, i) =>
      label(String(i), 90 + (i % 6) * 4, 40 + Math.floor(i / 6) * 4),
    );
    const placed = place_labels(crowd, [], frame);
    expect(placed.length).toBeGreaterThan(3);
    expect(placed.length).toBeLessThan(30);
    placed.forEach((a, i) =>
      placed.slice(i + 1).forEach((b) => expect(overlap(a.box, b.box)).toBe(false)),
    );
  });

  test("give way to the more important, which comes first", () => {
    const tight = { x: 0, y: 0, width: 50, height: 20 };
    const [only] = place_labels([label("1", 5, 10), label("2", 5, 11)], [], tight);
    expect(only!.text).toBe("1");
  });

  test("take the side that hides no line", () => {
    const line = [110, 120, 130].map((x) => ({ x, y: 50 }));
    const [placed] = place_labels([label("A", 100, 50)], [], frame, line);
    expect(placed!.box.x).toBeLessThan(100);
  });
});

describe("the projection", () => {
  test("finds the arc of longitudes, over 180 degrees too", () => {
    expect(longitudes([10, 120, 60])).toEqual([10, 120]);
    expect(longitudes([170, -170])).toEqual([170, 190]);
  });

  test("keeps every place inside the picture", () => {
    const { places } = context().report.corridor;
    const view = view_of(places, 800);
    for (const { lon, lat } of places) {
      const [x, y] = view.projection([lon, lat])!;
      expect(x).toBeGreaterThan(0);
      expect(x).toBeLessThan(800);
      expect(y).toBeGreaterThan(0);
      expect(y).toBeLessThan(view.height);
    }
  });

  test("shows some land round a corridor of one place", () => {
    const view = view_of(context().report.corridor.places.slice(0, 1), 800);
    const [x, y] = view.projection([82, 45])!;
    expect(x).toBeCloseTo(400, -1); // a cone is not quite symmetric
    expect(y).toBeCloseTo(view.height / 2, -1);
  });
});

describe("a line", () => {
  const link = context().report.corridor.links[0]!;

  test("is told by gauge, state and use", () => {
    expect(kind_of(link)).toBe("standard");
    expect(kind_of({ ...link, gauge: 1520 })).toBe("wide");
    expect(state_of(link, 3)).toBe("used");
    expect(state_of(link, 0)).toBe("unused");
    expect(state_of({ ...link, open: false }, 0)).toBe("planned");
    expect([0, 0.3, 0.7, 0.99].map(use_class)).toEqual([0, 1, 2, 3]);
  });
});

describe("zooming", () => {
  const size = { width: 800, height: 400 };

  test("keeps the point under the pointer", () => {
    const at = { x: 200, y: 100 };
    const zoom = zoom_about({ k: 1, x: 0, y: 0 }, 2, at, size);
    expect(zoom).toEqual({ k: 2, x: -200, y: -100 });
  });

  test("never shows what lies outside the map", () => {
    expect(keep_inside({ k: 2, x: 50, y: -900 }, size)).toEqual({
      k: 2,
      x: 0,
      y: -400,
    });
    expect(zoom_about({ k: 2, x: -200, y: -100 }, 0.1, { x: 0, y: 0 }, size).k).toBe(1);
  });
});
