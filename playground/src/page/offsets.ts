// Where a span of a program lies in the editor's text, which may have changed since it was compiled.

import type { Text } from "@codemirror/state";
import type { Span } from "../compiler/service";

/** Offsets, as far as the text still has the place. Columns of spans are code points, the editor's are UTF-16 units. */
export function offsets(doc: Text, span: Span): { from: number; to: number } {
  const offset = (number: number, column: number) => {
    if (number > doc.lines) return doc.length;
    const line = doc.line(Math.max(1, number));
    return Math.min(line.to, line.from + [...line.text].slice(0, column).join("").length);
  };
  const from = offset(span.line, span.column);
  return { from, to: Math.max(from, offset(span.end_line, span.end_column)) };
}
