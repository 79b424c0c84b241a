// What is said to people about how a program ended.

import type { Ending } from "../host/host";

const REASONS: Record<Ending["reason"], (ending: Ending) => string> = {
  exit: ({ status }) => (status === 0 ? "Finished" : `Ended with status ${status}`),
  error: ({ status, message }) => message || `Failed with status ${status}`,
  deadlock: () => "Deadlock: every task waits for another",
  memory: ({ message }) => message || "Out of memory",
  output: ({ message }) => `Too much output: ${message}`,
  stopped: () => "Stopped",
};

export function describe(ending: Ending): string {
  return REASONS[ending.reason](ending);
}
