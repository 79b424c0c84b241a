// Lines of a program that a reader needn't see: what stands before the line `# weft: show`, and behind the line
// `# weft: hide`. They are compiled with the rest.

import type { Diagnostic } from "../compiler/service";

const SHOW = /^[ \t]*# weft: show[ \t]*\n/m;
const HIDE = /^[ \t]*# weft: hide[ \t]*(\n|$)/m;

export interface Parts {
  before: string;
  shown: string;
  after: string;
  /** of the shown part, from 1 */
  firstLine: number;
}

export function split(source: string): Parts {
  const text = `${source.replace(/^\n/, "").trimEnd()}\n`;
  const show = SHOW.exec(text);
  const start = show ? show.index + show[0].length : 0;
  const hide = HIDE.exec(text.slice(start));
  const end = hide ? start + hide.index : text.length;
  const before = text.slice(0, start);
  return {
    before,
    shown: text.slice(start, end).trimEnd(),
    after: text.slice(end),
    firstLine: before.split("\n").length,
  };
}

/** The whole program, with what was made of its shown part. */
export function join({ before, after }: Parts, shown: string): string {
  return before + (shown.endsWith("\n") || shown === "" ? shown : `${shown}\n`) + after;
}

/** Diagnostics of the shown part and what comes after it, by the lines of the shown part; and those about no place. */
export function visible({ firstLine }: Parts, diagnostics: Diagnostic[]): Diagnostic[] {
  const before = firstLine - 1;
  return diagnostics
    .filter(({ span }) => !span || span.line > before)
    .map(({ span, ...rest }) => ({
      ...rest,
      span: span && { ...span, line: span.line - before, end_line: span.end_line - before },
    }));
}
