// The list of what is wrong with a program: each with code, place, hints and explanation, and a jump to the place.

import type { Diagnostic, Span } from "../compiler/service";
import { make } from "./dom";

/** The long story: paragraphs, and code, which is indented. Its first line is the code's title. */
function explanation(text: string): HTMLElement {
  const out = document.createElement("details");
  out.append(make("summary", {}, "Explanation"));
  for (const paragraph of text.trimEnd().split("\n\n").slice(1)) {
    const code = paragraph.startsWith(" ");
    out.append(code ? make("pre", {}, paragraph) : make("p", {}, paragraph.replaceAll("\n", " ")));
  }
  return out;
}

/** As editors count: columns from 1. */
function place({ line, column }: Span): string {
  return `${line}:${column + 1}`;
}

function item(diagnostic: Diagnostic, go: (place: Span) => void): HTMLLIElement {
  const out = document.createElement("li");
  out.className = diagnostic.severity;
  const said = `${diagnostic.severity} ${diagnostic.code}: ${diagnostic.message}`;
  const { span } = diagnostic;
  if (span) {
    const jump = make("button", { type: "button" }, make("span", { class: "place" }, place(span)), said);
    jump.addEventListener("click", () => go(span));
    out.append(jump);
  } else out.append(make("p", {}, said));
  if (diagnostic.label) out.append(make("p", {}, diagnostic.label));
  for (const { span, text } of diagnostic.labels) out.append(make("p", { class: "hint" }, `${place(span)}  ${text}`));
  for (const note of diagnostic.notes) out.append(make("p", { class: "hint" }, `Note: ${note}`));
  for (const help of diagnostic.helps) out.append(make("p", {}, `Hint: ${help}`));
  if (diagnostic.explanation) out.append(explanation(diagnostic.explanation));
  return out;
}

export class Problems {
  constructor(
    private readonly list: HTMLElement,
    private readonly none: HTMLElement,
    private readonly go: (place: Span) => void,
  ) {}

  show(diagnostics: Diagnostic[]): void {
    this.list.replaceChildren(...diagnostics.map((diagnostic) => item(diagnostic, this.go)));
    this.none.hidden = diagnostics.length > 0;
  }
}
