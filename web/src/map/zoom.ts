// SPDX-License-Identifier: Apache-2.0
// Zooming and panning: buttons, keys, wheel with Ctrl, drag, two fingers. The
// page scrolls as ever unless one of these is meant.
import { clamp } from "../base/format";

export interface Zoom {
  k: number;
  x: number;
  y: number;
}

const most = 12;

export function on_screen(zoom: Zoom, [x, y]: [number, number]) {
  return [zoom.x + zoom.k * x, zoom.y + zoom.k * y] as [number, number];
}

export function zoom_about(
  zoom: Zoom,
  factor: number,
  at: { x: number; y: number },
  size: { width: number; height: number },
): Zoom {
  const k = clamp(zoom.k * factor, 1, most);
  const real = k / zoom.k;
  return keep_inside(
    { k, x: at.x - (at.x - zoom.x) * real, y: at.y - (at.y - zoom.y) * real },
    size,
  );
}

export function keep_inside(
  zoom: Zoom,
  size: { width: number; height: number },
): Zoom {
  return {
    k: zoom.k,
    x: clamp(zoom.x, size.width * (1 - zoom.k), 0),
    y: clamp(zoom.y, size.height * (1 - zoom.k), 0),
  };
}

export class Zoomer {
  zoom: Zoom = { k: 1, x: 0, y: 0 };
  private readonly fingers = new Map<number, { x: number; y: number }>();

  constructor(
    private readonly element: SVGSVGElement,
    private size: { width: number; height: number },
    private readonly changed: () => void,
  ) {
    element.addEventListener("wheel", (e) => this.wheel(e), { passive: false });
    element.addEventListener("pointerdown", (e) => this.down(e));
    element.addEventListener("pointermove", (e) => this.move(e));
    for (const end of ["pointerup", "pointercancel"] as const)
      element.addEventListener(end, (e) => this.fingers.delete(e.pointerId));
    element.addEventListener("dblclick", (e) => this.by(2, this.at(e)));
  }

  resize(size: { width: number; height: number }) {
    this.size = size;
    this.set({ k: 1, x: 0, y: 0 });
  }

  set(zoom: Zoom) {
    this.zoom = zoom;
    this.element.style.touchAction = zoom.k > 1 ? "none" : "pan-y";
    this.changed();
  }

  by(
    factor: number,
    at = { x: this.size.width / 2, y: this.size.height / 2 },
  ) {
    this.set(zoom_about(this.zoom, factor, at, this.size));
  }

  pan(dx: number, dy: number) {
    const { k, x, y } = this.zoom;
    this.set(keep_inside({ k, x: x + dx, y: y + dy }, this.size));
  }

  private at(event: MouseEvent) {
    const box = this.element.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }

  private wheel(event: WheelEvent) {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    this.by(Math.exp(-event.deltaY / 300), this.at(event));
  }

  private down(event: PointerEvent) {
    this.fingers.set(event.pointerId, this.at(event));
  }

  private move(event: PointerEvent) {
    const before = this.fingers.get(event.pointerId);
    if (!before) return;
    if (event.buttons === 0) {
      this.fingers.delete(event.pointerId);
      return;
    }
    const now = this.at(event);
    const other = [...this.fingers].find(([id]) => id !== event.pointerId)?.[1];
    this.fingers.set(event.pointerId, now);
    if (other) {
      const far = (p: { x: number; y: number }) =>
        Math.hypot(p.x - other.x, p.y - other.y) || 1;
      this.by(far(now) / far(before), other);
    } else if (this.zoom.k > 1) {
      if (!this.element.hasPointerCapture(event.pointerId))
        this.element.setPointerCapture(event.pointerId);
      this.pan(now.x - before.x, now.y - before.y);
    }
  }
}
