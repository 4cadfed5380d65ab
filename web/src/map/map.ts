// SPDX-License-Identifier: Apache-2.0
// The corridor on the map, in our own SVG: base map and lines are zoomed as a
// picture, marks and labels keep their size and are placed anew.
import { h, svg } from "../base/dom";
import { fitted } from "../base/fitted";
import type { Context } from "../data/context";
import { draw_base_map } from "./base_map";
import { draw_lines, find_lines, spots_along, type Look } from "./lines";
import { find_marks, largest_waiting, radius_of, type Mark } from "./marks";
import { background_names, draw_labels, type Name } from "./names";
import { view_of, type Point, type View } from "./projection";
import { line_tip, place_tip } from "./tips";
import { on_screen, Zoomer } from "./zoom";

const binding_radius = 6.5;
const focusable = 40; // marks that the keyboard visits

export class CorridorMap {
  readonly element: HTMLElement;
  private readonly marks: Mark[];
  private readonly lines;
  private readonly picture = svg("svg", {
    class: "map",
    role: "group",
    "aria-label":
      "Map of the corridor. Arrow keys go from place to place; plus, minus and 0 zoom.",
  });
  private readonly tip = h("div", { class: "map-tip", role: "status" });
  private readonly zoomer: Zoomer;
  private readonly buttons = this.zoom_buttons();
  private view: View | undefined;
  private ground: SVGGElement | undefined;
  private names: Name[] = [];
  private spots: Point[] = []; // along the lines, not to be hidden
  private overlay = svg("g");
  private current = 0;
  private look: Look = "year";

  constructor(private readonly context: Context) {
    this.marks = find_marks(context);
    this.lines = find_lines(context);
    this.zoomer = new Zoomer(this.picture, { width: 1, height: 1 }, () =>
      this.settle(),
    );
    const box = h("div", { class: "map-box" }, this.picture, this.tip);
    this.element = h("div", { class: "map-frame" }, box, this.buttons);
    this.listen();
    if (this.marks.length > 0) fitted(box, (width) => this.draw(width));
  }

  show_as(look: Look) {
    this.look = look;
    if (this.view) this.draw(this.view.width);
  }

  private zoom_buttons(): HTMLElement {
    const button = (sign: string, words: string, act: () => void) => {
      const element = h(
        "button",
        { type: "button", "aria-label": words, title: words },
        sign,
      );
      element.addEventListener("click", act);
      return element;
    };
    return h(
      "div",
      { class: "map-buttons" },
      button("+", "Zoom in", () => this.zoomer.by(1.6)),
      button("−", "Zoom out", () => this.zoomer.by(1 / 1.6)),
      button("⤢", "Show the whole corridor", () => this.whole()),
    );
  }

  // The buttons stand in the corner with the fewest places.
  private place_buttons() {
    const { width, height, projection } = this.view!;
    const corners = [
      { style: "top left", x: 0, y: 0 },
      { style: "bottom left", x: 0, y: height },
      { style: "top right", x: width, y: 0 },
      { style: "bottom right", x: width, y: height },
    ];
    const spots = this.marks.map(
      ({ place }) => projection([place.lon, place.lat]) as Point,
    );
    const near = (corner: { x: number; y: number }) =>
      spots.filter(
        ([x, y]) =>
          Math.abs(x - corner.x) < 130 && Math.abs(y - corner.y) < 130,
      ).length;
    const best = corners.sort((a, b) => near(a) - near(b))[0]!;
    this.buttons.className = `map-buttons ${best.style}`;
  }

  private whole() {
    this.zoomer.set({ k: 1, x: 0, y: 0 });
  }

  private draw(width: number) {
    const { places } = this.context.report.corridor;
    this.view = view_of(places, width);
    const { height } = this.view;
    this.picture.setAttribute("viewBox", `0 0 ${width} ${height}`);
    this.picture.setAttribute("width", String(width));
    this.picture.setAttribute("height", String(height));
    this.ground = svg(
      "g",
      {},
      draw_base_map(this.view),
      draw_lines(this.context, this.lines, this.view, this.look),
    );
    this.spots = spots_along(this.context, this.lines, this.view);
    this.names = background_names(places, this.spots, this.view);
    this.place_buttons();
    this.picture.replaceChildren(this.ground, this.overlay);
    this.zoomer.resize({ width, height });
  }

  private radius(mark: Mark, largest: number): number {
    if (this.look === "full") return mark.binding.length > 0 ? binding_radius : 0;
    return radius_of(mark.waiting, largest, this.view!.width);
  }

  // Marks and labels for the present zoom.
  private settle() {
    if (!this.view || !this.ground) return;
    const { zoom } = this.zoomer;
    const { width, height, projection } = this.view;
    this.ground.setAttribute(
      "transform",
      `translate(${zoom.x},${zoom.y}) scale(${zoom.k})`,
    );
    this.picture.classList.toggle("zoomed", zoom.k > 1);
    const largest = largest_waiting(this.marks);
    const seen = this.marks
      .map((mark, rank) => {
        const spot = projection([mark.place.lon, mark.place.lat]) as Point;
        const [x, y] = on_screen(zoom, spot);
        const radius = this.radius(mark, largest);
        return { mark, rank, x, y, radius };
      })
      .filter(({ x, y }) => x > 0 && y > 0 && x < width && y < height);

    // One mark in sight can be reached with the Tab key, arrows go on from it.
    if (!seen.some(({ rank }) => rank === this.current))
      this.current = seen[0]?.rank ?? 0;
    const dots = seen
      .filter(({ radius }) => radius === 0)
      .map(({ mark, rank, x, y }) =>
        svg("circle", {
          class: `dot ${mark.place.kind}`,
          cx: x.toFixed(1),
          cy: y.toFixed(1),
          r: 1.7,
          "data-rank": rank,
        }),
      );
    const discs = seen
      .filter(({ radius }) => radius > 0)
      .sort((a, b) => b.radius - a.radius)
      .map(({ rank, x, y, radius }) =>
        svg("circle", {
          class: this.look === "full" ? "binding" : "waiting",
          cx: x.toFixed(1),
          cy: y.toFixed(1),
          r: radius.toFixed(1),
          "data-rank": rank,
        }),
      );
    for (const mark of [...dots, ...discs]) {
      const rank = Number(mark.dataset.rank);
      if (rank >= focusable && rank !== this.current) continue;
      mark.setAttribute("tabindex", rank === this.current ? "0" : "-1");
      mark.setAttribute("role", "img");
      mark.setAttribute("aria-label", this.spoken(this.marks[rank]!));
    }
    const labels = draw_labels({
      seen,
      names: this.names,
      lines: this.spots,
      view: this.view,
      zoom,
    });
    this.overlay = svg("g", {}, ...dots, ...discs, ...labels);
    this.picture.replaceChildren(this.ground, this.overlay);
  }

  private spoken(mark: Mark): string {
    const tip = place_tip(this.context, mark);
    const parts = [...tip.querySelectorAll("strong, .kind, dt, dd")];
    return parts.map((part) => part.textContent).join(", ");
  }

  private listen() {
    const show = (event: Event) =>
      this.show(event.target as Element, event as PointerEvent);
    this.picture.addEventListener("pointerover", show);
    this.picture.addEventListener("pointerdown", show);
    this.picture.addEventListener("focusin", show);
    this.picture.addEventListener("pointerleave", () => this.hide());
    this.picture.addEventListener("focusout", () => this.hide());
    this.picture.addEventListener("keydown", (event) => this.key(event));
  }

  private show(target: Element, event: Partial<PointerEvent>) {
    const rank = target.getAttribute("data-rank");
    const id = target.getAttribute("data-link");
    const mark = rank === null ? undefined : this.marks[Number(rank)];
    const line = this.lines.find((l) => l.link.id === id);
    if (!mark && !line) return this.hide();
    this.tip.replaceChildren(
      mark ? place_tip(this.context, mark) : line_tip(this.context, line!),
    );
    const box = this.picture.getBoundingClientRect();
    const at = target.getBoundingClientRect();
    const x = (event.clientX ?? (at.left + at.right) / 2) - box.left;
    const y = (event.clientY ?? (at.top + at.bottom) / 2) - box.top;
    this.tip.classList.add("shown");
    const right = x > box.width / 2;
    this.tip.style.left = right ? "auto" : `${x + 16}px`;
    this.tip.style.right = right ? `${box.width - x + 16}px` : "auto";
    const top = Math.min(y, box.height - this.tip.offsetHeight - 6);
    this.tip.style.top = `${Math.max(6, top)}px`;
  }

  private hide() {
    this.tip.classList.remove("shown");
  }

  private key(event: KeyboardEvent) {
    const steps: Record<string, number> = {
      ArrowRight: 1,
      ArrowDown: 1,
      ArrowLeft: -1,
      ArrowUp: -1,
    };
    const step = steps[event.key];
    if (step !== undefined) this.visit(step);
    else if (event.key === "+" || event.key === "=") this.zoomer.by(1.6);
    else if (event.key === "-") this.zoomer.by(1 / 1.6);
    else if (event.key === "0") this.whole();
    else if (event.key === "Escape") return this.hide();
    else return;
    event.preventDefault();
    this.focus_current();
  }

  private visit(step: number) {
    const count = Math.min(focusable, this.marks.length);
    const next = (Math.min(this.current, count) + step + count) % count;
    this.current = next;
    const { lon, lat } = this.marks[next]!.place;
    const spot = this.view!.projection([lon, lat]) as Point;
    const [x, y] = on_screen(this.zoomer.zoom, spot);
    if (this.mark_of(next)) this.settle();
    else this.zoomer.pan(this.view!.width / 2 - x, this.view!.height / 2 - y);
  }

  private mark_of(rank: number): SVGElement | null {
    return this.overlay.querySelector(`[data-rank="${rank}"]`);
  }

  private focus_current() {
    this.mark_of(this.current)?.focus();
  }
}
