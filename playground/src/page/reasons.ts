// What is said to people about how a program was compiled, and how it ended.

import type { Ending } from "../host/host";

const REASONS: Record<Ending["reason"], (ending: Ending) => string> = {
  exit: ({ status }) => (status === 0 ? "Finished" : `Ended with status ${status}`),
  error: ({ status, message }) => message || `Failed with status ${status}`,
  deadlock: () => "Deadlock: every task waits for another",
  memory: ({ message }) => message || "Out of memory",
  output: ({ message }) => `Too much output: ${message}`,
  stopped: () => "Stopped",
};

/** While the page compiles; `why` the server doesn't is a clause. */
export function describeFallback(why: string): string {
  return `${why.charAt(0).toUpperCase()}${why.slice(1)}: compiling in the page …`;
}

/** `fallback`: why the page did it and not the server, if so. */
export function describeCompiled(ms: number, fallback: string): string {
  return `compiled ${fallback && `in the page, since ${fallback}, `}in ${ms.toFixed(0)} ms`;
}

export function describe(ending: Ending): string {
  return REASONS[ending.reason](ending);
}
