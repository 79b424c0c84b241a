// What a compiler gives a page, whoever does the work: the server, or Python in a worker of the page. Both answer with the
// same JSON. Lines count from 1, columns from 0, in code points.

export type Target = "threads" | "portable";
export type View = "types" | "ir" | "wat";

/** A stretch of a file. */
export interface Span {
  file: string;
  line: number;
  column: number;
  end_line: number;
  end_column: number;
}

export interface Diagnostic {
  code: string;
  severity: "error" | "warning" | "note";
  message: string;
  /** null if it is about no place in particular */
  span: Span | null;
  label: string;
  labels: { span: Span; text: string }[];
  notes: string[];
  helps: string[];
  explanation: string;
}

export interface Compiled {
  wasm: Uint8Array<ArrayBuffer> | null;
  diagnostics: Diagnostic[];
  ms: number;
}

export interface Listing {
  text: string;
  /** the program's line for each line of the text, or 0 */
  lines: number[];
}

/** There is no answer; the message is for the page. */
export class ServiceError extends Error {}

/** There is no server that compiles. */
export class Unreachable extends ServiceError {}

/** Compiles programs. Both throw ServiceError, and AbortError after `signal`. */
export interface Service {
  compile(source: string, target: Target, signal?: AbortSignal): Promise<Compiled>;
  list(source: string, target: Target, view: View, signal?: AbortSignal): Promise<Listing>;
}

/** The JSON of an answer about a module. */
export interface ModuleAnswer {
  /** in base64 */
  wasm: string | null;
  diagnostics: Diagnostic[];
}

/** As the page has it; `since`: when it asked, by its clock. */
export function received(answer: ModuleAnswer, since: number): Compiled {
  const wasm = answer.wasm === null ? null : Uint8Array.from(atob(answer.wasm), (c) => c.charCodeAt(0));
  return { wasm, diagnostics: answer.diagnostics, ms: performance.now() - since };
}
