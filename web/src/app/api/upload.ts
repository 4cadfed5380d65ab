// SPDX-License-Identifier: Apache-2.0
// Sends a package and tells how much of it has gone: what fetch does not tell.
import { with_key, type Corridor } from "./client";
import { failure_of, unreachable } from "./problem";

export interface Upload {
  corridor: string;
  files: Record<string, string>;
}

export function upload_corridor(
  upload: Upload,
  on_sent: (share: number) => void,
  signal: AbortSignal,
): Promise<Corridor> {
  const request = new XMLHttpRequest();
  request.open("POST", "/v1/corridors");
  request.setRequestHeader("Content-Type", "application/json");
  for (const [field, value] of Object.entries(with_key()))
    request.setRequestHeader(field, value);
  const answer = new Promise<Corridor>((resolve, reject) => {
    request.upload.onprogress = ({ loaded, total }) => on_sent(loaded / total);
    request.onerror = () => reject(unreachable("no answer"));
    request.onabort = () =>
      reject(new DOMException("called off", "AbortError"));
    request.onload = () => {
      const { status, statusText, responseText } = request;
      const response = new Response(responseText, { status, statusText });
      if (response.ok) resolve(JSON.parse(responseText) as Corridor);
      else failure_of(response).then(reject, reject);
    };
  });
  signal.addEventListener("abort", () => request.abort());
  request.send(JSON.stringify(upload));
  return answer;
}
