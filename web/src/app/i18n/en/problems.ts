// SPDX-License-Identifier: Apache-2.0
export const problems = {
  unreachable: "The server does not answer",
  unreachable_mend: "Is camel serve running, and this computer connected? It is asked again when you press the button.",
  not_ready: "The years that odds are read off are being simulated",
  unauthorized: "A key is needed",
  forbidden: "This key may not do that",
  not_found: "There is no such thing here",
  invalid: "The question cannot be understood",
  too_many: "Too many requests; wait a moment",
  server: "The server could not do it",
  at: (file: string, line: string) => `${file}, line ${line}`,
};
