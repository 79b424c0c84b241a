// What the page and the worker with the compiler tell each other.

import type { Target, View } from "./service";

export interface Job {
  id: number;
  source: string;
  target: Target;
  view: View | "module";
}

export type ToCompiler = { kind: "load"; base: string; version: string } | ({ kind: "job" } & Job);

export type FromCompiler =
  | { kind: "progress"; bytes: number } // that have come so far
  | { kind: "ready" }
  | { kind: "answer"; id: number; json: string }
  | { kind: "refused"; id: number; message: string }
  | { kind: "broken"; message: string } // the interpreter can't go on with the job
  | { kind: "worn" }; // nor with another one; the last has its answer
