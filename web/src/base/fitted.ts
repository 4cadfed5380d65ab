// SPDX-License-Identifier: Apache-2.0
// A figure is drawn for the width it has, again when that changes, and once
// more for paper: 180 mm of an A4 sheet.

const paper_width = 680; // px, 180 mm at 96 dpi

type Draw = (width: number) => void;
let figures: { box: HTMLElement; draw: Draw; width: number }[] = [];

function redraw(figure: (typeof figures)[number], width: number) {
  if (width < 1 || width === figure.width) return;
  figure.width = width;
  figure.draw(width);
}

function printed_width(box: HTMLElement): number {
  return Number(box.dataset.paper ?? paper_width);
}

export function fitted(box: HTMLElement, draw: Draw): void {
  // Those that were drawn and taken off the page again are forgotten.
  figures = figures.filter((f) => f.width === 0 || f.box.isConnected);
  const figure = { box, draw, width: 0 };
  figures.push(figure);
  new ResizeObserver(() => {
    requestAnimationFrame(() => {
      if (matchMedia("print").matches) return;
      redraw(figure, Math.floor(box.clientWidth));
    });
  }).observe(box);
}

export function print_well(): void {
  let opened: HTMLDetailsElement[] = [];
  addEventListener("beforeprint", () => {
    for (const f of figures) redraw(f, printed_width(f.box));
    const closed = document.querySelectorAll<HTMLDetailsElement>(
      "details[data-print]:not([open])",
    );
    opened = [...closed];
    for (const details of opened) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of opened) details.open = false;
    for (const f of figures) redraw(f, Math.floor(f.box.clientWidth));
  });
}
