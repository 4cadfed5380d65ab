// SPDX-License-Identifier: Apache-2.0
// Server-sent events read from a response, so that a key can go along and the
// stream can be called off (EventSource does neither).

export interface ServerEvent {
  id: string;
  event: string;
  data: string;
}

// Takes text as it comes, gives events as they are whole.
export class EventParser {
  private rest = "";
  private id = "";
  private event = "";
  private data: string[] = [];

  push(text: string): ServerEvent[] {
    const lines = (this.rest + text).split(/\r\n|\n|\r(?!$)/);
    this.rest = lines.pop() ?? "";
    return lines.flatMap((line) => this.take(line));
  }

  private take(line: string): ServerEvent[] {
    if (line === "") return this.finish();
    const [, field, value] = /^([^:]*)(?:: ?(.*))?$/.exec(line) ?? [];
    if (field === "id") this.id = value ?? "";
    if (field === "event") this.event = value ?? "";
    if (field === "data") this.data.push(value ?? "");
    return [];
  }

  private finish(): ServerEvent[] {
    const { id, event, data } = this;
    this.event = "";
    this.data = [];
    if (data.length === 0) return [];
    return [{ id, event: event || "message", data: data.join("\n") }];
  }
}

export async function* read_events(response: Response) {
  const parser = new EventParser();
  const reader = response
    .body!.pipeThrough(new TextDecoderStream())
    .getReader();
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    yield* parser.push(value);
  }
}
