// SPDX-License-Identifier: Apache-2.0
// Labels that never cover one another: each in turn, the most important
// first, takes the free side of its place that hides least of the lines, or
// stays away.

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Label {
  text: string;
  style: string;
  x: number;
  y: number;
  clear: number | null; // radius of its mark; null: stands on its spot
  others?: { x: number; y: number }[]; // spots to try after that
  width: number;
  height: number;
}

export interface Placed extends Label {
  box: Box;
}

export function overlap(a: Box, b: Box): boolean {
  return (
    a.x < b.x + b.width &&
    b.x < a.x + a.width &&
    a.y < b.y + b.height &&
    b.y < a.y + a.height
  );
}

function sides({ x, y, clear, width, height, others = [] }: Label): Box[] {
  const at = (left: number, top: number) => ({ x: left, y: top, width, height });
  if (clear === null)
    return [{ x, y }, ...others].map((spot) =>
      at(spot.x - width / 2, spot.y - height / 2),
    );
  const gap = clear + 3;
  const diagonal = 0.72 * clear + 2;
  return [
    at(x + gap, y - height / 2),
    at(x - gap - width, y - height / 2),
    at(x - width / 2, y - gap - height),
    at(x - width / 2, y + gap),
    at(x + diagonal, y - diagonal - height),
    at(x + diagonal, y + diagonal),
    at(x - diagonal - width, y - diagonal - height),
    at(x - diagonal - width, y + diagonal),
  ];
}

function hidden(box: Box, points: { x: number; y: number }[]): number {
  const pixel = { width: 0, height: 0 };
  return points.filter((point) => overlap(box, { ...point, ...pixel })).length;
}

export function place_labels(
  labels: Label[],
  obstacles: Box[],
  frame: Box,
  lines: { x: number; y: number }[] = [],
): Placed[] {
  const taken = [...obstacles];
  const placed: Placed[] = [];
  const inside = (box: Box) =>
    box.x >= frame.x &&
    box.y >= frame.y &&
    box.x + box.width <= frame.x + frame.width &&
    box.y + box.height <= frame.y + frame.height;
  for (const label of labels) {
    const free = sides(label)
      .filter((box) => inside(box) && !taken.some((t) => overlap(box, t)))
      .map((box) => ({ box, hidden: hidden(box, lines) }))
      .sort((a, b) => a.hidden - b.hidden)[0]?.box;
    if (!free) continue;
    taken.push(free);
    placed.push({ ...label, box: free });
  }
  return placed;
}
