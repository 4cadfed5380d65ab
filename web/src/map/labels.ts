// SPDX-License-Identifier: Apache-2.0
// Labels that never cover one another: each in turn, the most important
// first, takes the first free side of its place, or stays away.

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

function sides({ x, y, clear, width, height }: Label): Box[] {
  const at = (left: number, top: number) => ({ x: left, y: top, width, height });
  if (clear === null) return [at(x - width / 2, y - height / 2)];
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

export function place_labels(
  labels: Label[],
  obstacles: Box[],
  frame: Box,
): Placed[] {
  const taken = [...obstacles];
  const placed: Placed[] = [];
  const inside = (box: Box) =>
    box.x >= frame.x &&
    box.y >= frame.y &&
    box.x + box.width <= frame.x + frame.width &&
    box.y + box.height <= frame.y + frame.height;
  for (const label of labels) {
    const free = sides(label).find(
      (box) => inside(box) && !taken.some((other) => overlap(box, other)),
    );
    if (!free) continue;
    taken.push(free);
    placed.push({ ...label, box: free });
  }
  return placed;
}
