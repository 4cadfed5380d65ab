// SPDX-License-Identifier: Apache-2.0
// The signs of places: a shape and a colour for each kind, the same on the map,
// in the legend and in lists.
import { colour } from "../theme";

interface Sign {
  shape: "diamond" | "square" | "circle" | "ring" | "hexagon" | "triangle";
  colour: string; // of the palette
  radius: number;
}

const signs: Record<string, Sign> = {
  border_post: { shape: "diamond", colour: "waiting", radius: 5.4 },
  port: { shape: "square", colour: "at-sea", radius: 4.2 },
  dry_port: { shape: "hexagon", colour: "part-yard", radius: 5.2 },
  terminal: { shape: "triangle", colour: "part-yard", radius: 4.8 },
  city: { shape: "ring", colour: "ink", radius: 4.6 },
  station: { shape: "circle", colour: "muted", radius: 3.4 },
  junction: { shape: "circle", colour: "muted", radius: 2.2 },
};

export const place_kinds = Object.keys(signs);

const other: Sign = { shape: "circle", colour: "muted", radius: 3 };

function corners({ shape, radius: r }: Sign): [number, number][] {
  const turned = (n: number, start: number): [number, number][] =>
    Array.from({ length: n }, (_, i) => {
      const angle = start + (2 * Math.PI * i) / n;
      return [r * Math.cos(angle), r * Math.sin(angle)];
    });
  if (shape === "diamond") return turned(4, 0);
  if (shape === "square") return turned(4, Math.PI / 4);
  if (shape === "hexagon") return turned(6, 0);
  return turned(3, -Math.PI / 2);
}

// Around (0, 0).
export function draw_sign(pen: CanvasRenderingContext2D, kind: string) {
  const sign = signs[kind] ?? other;
  pen.beginPath();
  if (sign.shape === "circle" || sign.shape === "ring")
    pen.arc(0, 0, sign.radius, 0, 2 * Math.PI);
  else {
    for (const [x, y] of corners(sign)) pen.lineTo(x, y);
    pen.closePath();
  }
  const ring = sign.shape === "ring";
  pen.fillStyle = ring ? colour("land") : colour(sign.colour);
  pen.strokeStyle = ring ? colour(sign.colour) : colour("land");
  pen.lineWidth = ring ? 1.8 : 1.1;
  pen.lineJoin = "round";
  pen.fill();
  pen.stroke();
}

const side = 16; // px
const sharp = 2;

export function sign_image(kind: string): ImageData {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = side * sharp;
  const pen = canvas.getContext("2d")!;
  pen.scale(sharp, sharp);
  pen.translate(side / 2, side / 2);
  draw_sign(pen, kind);
  return pen.getImageData(0, 0, canvas.width, canvas.height);
}

// For legends and lists; it takes the theme's colours by itself.
export function sign_element(kind: string): SVGSVGElement {
  const name = "http://www.w3.org/2000/svg";
  const sign = signs[kind] ?? other;
  const drawing = document.createElementNS(name, "svg");
  drawing.setAttribute("viewBox", "-8 -8 16 16");
  drawing.setAttribute("class", "sign");
  drawing.setAttribute("aria-hidden", "true");
  const round = sign.shape === "circle" || sign.shape === "ring";
  const shape = document.createElementNS(name, round ? "circle" : "polygon");
  if (round) shape.setAttribute("r", String(sign.radius));
  else shape.setAttribute("points", corners(sign).join(" "));
  const ring = sign.shape === "ring";
  shape.setAttribute("fill", ring ? "none" : `var(--${sign.colour})`);
  if (ring) {
    shape.setAttribute("stroke", `var(--${sign.colour})`);
    shape.setAttribute("stroke-width", "1.8");
  }
  drawing.append(shape);
  return drawing;
}
