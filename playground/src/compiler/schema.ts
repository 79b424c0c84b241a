// What the server takes and answers, made from its OpenAPI document by `make schema`: not to be edited.

export interface Schemas {
  CompileAnswer: CompileAnswer;
  CompileRequest: CompileRequest;
  DiagnosticData: DiagnosticData;
  ErrorAnswer: ErrorAnswer;
  ErrorDetail: ErrorDetail;
  Health: Health;
  LabelData: LabelData;
  LinkAnswer: LinkAnswer;
  LinkRequest: LinkRequest;
  Ready: Ready;
  SpanData: SpanData;
  ViewAnswer: ViewAnswer;
  ViewRequest: ViewRequest;
}
/**
 * `wasm` is null if the program has errors; warnings may come with a module.
 */
export interface CompileAnswer {
  /**
   * The module, in base64.
   */
  wasm: string | null;
  diagnostics: DiagnosticData[];
  /**
   * How long each stage took, in order.
   */
  seconds: {
    [k: string]: number;
  };
  /**
   * Whether it was compiled before: `seconds` are those of that time.
   */
  cached: boolean;
}
/**
 * One message about a program.
 */
export interface DiagnosticData {
  /**
   * Stable: `weft explain` and `explanation` tell its story.
   */
  code: string;
  severity: "error" | "warning" | "note";
  /**
   * One line that stands alone.
   */
  message: string;
  /**
   * Null if it is about no place in particular.
   */
  span: SpanData | null;
  /**
   * Says briefly what is at the place; may be empty.
   */
  label: string;
  labels: LabelData[];
  notes: string[];
  /**
   * The nearest thing that works.
   */
  helps: string[];
  /**
   * The long story, with examples; plain text.
   */
  explanation: string;
}
/**
 * A stretch of a file, within its text. Lines count from 1, columns code points from 0, as in Python's
 * `ast`.
 */
export interface SpanData {
  /**
   * As the program's user names it.
   */
  file: string;
  /**
   * Counts from 1.
   */
  line: number;
  /**
   * Counts code points from 0.
   */
  column: number;
  /**
   * Counts from 1.
   */
  end_line: number;
  /**
   * Counts code points from 0; exclusive.
   */
  end_column: number;
}
/**
 * A further place that explains a message.
 */
export interface LabelData {
  span: SpanData;
  /**
   * What is to be seen there; may be empty.
   */
  text: string;
}
export interface CompileRequest {
  /**
   * The program, a Python file: `main.py` in messages.
   */
  source: string;
  /**
   * `threads` runs on all cores and needs shared memory; `portable` runs anywhere on one.
   */
  target?: "threads" | "portable";
}
/**
 * Of every response with a status from 400 on.
 */
export interface ErrorAnswer {
  error: ErrorDetail;
}
export interface ErrorDetail {
  /**
   * Stable, for programs.
   */
  code: string;
  message: string;
  /**
   * Also in the header X-Request-ID, and in the server's log.
   */
  request_id: string;
}
export interface Health {
  status: "ok" | "starting" | "stopping";
  version: string;
  /**
   * Programs that can be compiled at once.
   */
  workers: number;
  /**
   * Of these, how many more there could be now.
   */
  idle: number;
  /**
   * Requests that wait for a worker.
   */
  waiting: number;
  /**
   * Whether short links can be stored.
   */
  links: "ok" | "read-only" | "full" | "failed";
}
export interface LinkAnswer {
  id: string;
  /**
   * Redirects to the page with the link's text.
   */
  path: string;
}
export interface LinkRequest {
  /**
   * What stands after `#` in the link to the page.
   */
  fragment: string;
}
export interface Ready {
  ready: boolean;
}
export interface ViewAnswer {
  /**
   * What `weft build --dump` prints.
   */
  text: string;
  /**
   * For each line of `text` the line of the program it belongs to, 0 for none.
   */
  lines: number[];
}
export interface ViewRequest {
  /**
   * The program, a Python file: `main.py` in messages.
   */
  source: string;
  /**
   * `threads` runs on all cores and needs shared memory; `portable` runs anywhere on one.
   */
  target?: "threads" | "portable";
  /**
   * Inferred types, the optimised intermediate form, or the module as WebAssembly text.
   */
  view: "types" | "ir" | "wat";
}
