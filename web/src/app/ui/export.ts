// SPDX-License-Identifier: Apache-2.0
// Files made in the browser: tables as CSV, charts and the map as pictures.
import { say } from "../i18n";
import { toast } from "./live_region";

export function save(name: string, content: Blob) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  toast(say.shell.saved(name));
}

// A text that a spreadsheet would take for a formula is marked as a text;
// numbers stay numbers.
function as_text(value: string): string {
  const is_number = value.trim() !== "" && Number.isFinite(Number(value));
  return /^[=+\-@\t\r]/.test(value) && !is_number ? `'${value}` : value;
}

export function csv_of(rows: (string | number | null)[][]): string {
  const field = (value: string | number | null) => {
    const text = typeof value === "string" ? as_text(value) : String(value ?? "");
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return rows.map((row) => row.map(field).join(",")).join("\r\n") + "\r\n";
}

export function save_csv(name: string, rows: (string | number | null)[][]) {
  const mark = "\ufeff"; // so that spreadsheets read it as UTF-8
  save(name, new Blob([mark, csv_of(rows)], { type: "text/csv" }));
}

export function save_geojson(name: string, text: string) {
  save(name, new Blob([text], { type: "application/geo+json" }));
}

// A drawing stands alone in a picture, so the palette's variables go in as
// the colours they are now.
function standing_alone(drawing: SVGSVGElement): string {
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  const look = getComputedStyle(document.documentElement);
  return new XMLSerializer()
    .serializeToString(copy)
    .replace(/var\((--[\w-]+)\)/g, (_, name) =>
      look.getPropertyValue(name).trim(),
    );
}

const sharper = 2;

export async function save_drawing(name: string, drawing: SVGSVGElement) {
  const { width, height } = drawing.getBoundingClientRect();
  const picture = new Image();
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(standing_alone(drawing))}`;
  await picture.decode();
  const canvas = document.createElement("canvas");
  canvas.width = sharper * width;
  canvas.height = sharper * height;
  const pen = canvas.getContext("2d")!;
  pen.fillStyle = getComputedStyle(document.body).backgroundColor;
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  save_canvas(name, canvas);
}

export function save_canvas(name: string, canvas: HTMLCanvasElement) {
  canvas.toBlob((blob) => blob && save(name, blob), "image/png");
}
