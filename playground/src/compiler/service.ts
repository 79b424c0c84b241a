// What a compiler gives a page, whoever does the work: the server, or Python in a worker of the page. Both answer with the
// same JSON. Lines count from 1, columns from 0, in code points.

import type { CompileAnswer, CompileRequest, DiagnosticData, SpanData, ViewAnswer, ViewRequest } from "./schema";

export type Target = NonNullable<CompileRequest["target"]>;
export type View = ViewRequest["view"];
export type Span = SpanData;
export type Diagnostic = DiagnosticData;
export type Listing = ViewAnswer;

export interface Compiled {
  wasm: Uint8Array<ArrayBuffer> | null;
  diagnostics: Diagnostic[];
  ms: number;
}

/** There is no answer; the message is for the page. */
export class ServiceError extends Error {}

/** There is no server that compiles. */
export class Unreachable extends ServiceError {}

/** The page's own compiler can't be loaded. */
export class NotLoaded extends ServiceError {}

/** Hears, before the page does the server's work, why the server doesn't: a clause for people. */
export type OnFallback = (why: string) => void;

/** Compiles programs. Both throw ServiceError, and AbortError after `signal`. */
export interface Service {
  compile(source: string, target: Target, signal?: AbortSignal, onFallback?: OnFallback): Promise<Compiled>;
  list(source: string, target: Target, view: View, signal?: AbortSignal, onFallback?: OnFallback): Promise<Listing>;
}

/** An answer about a module, of either; only the server's says whether it was kept. */
export type ModuleAnswer = Omit<CompileAnswer, "cached">;

/** As the page has it; `since`: when it asked, by its clock. */
export function received(answer: ModuleAnswer, since: number): Compiled {
  const wasm = answer.wasm === null ? null : Uint8Array.from(atob(answer.wasm), (c) => c.charCodeAt(0));
  return { wasm, diagnostics: answer.diagnostics, ms: performance.now() - since };
}
