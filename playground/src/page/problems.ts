// The list of what is wrong with a program: each with code, place, hints and explanation, and a jump to the place.

import type { Diagnostic, Place } from "../compiler/service";
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

function item(diagnostic: Diagnostic, go: (place: Place) => void): HTMLLIElement {
  const out = document.createElement("li");
  out.className = diagnostic.severity;
  const jump = document.createElement("button");
  jump.type = "button";
  jump.append(
    make("span", { class: "place" }, `${diagnostic.line}:${diagnostic.column + 1}`),
    `${diagnostic.severity} ${diagnostic.code}: ${diagnostic.message}`,
  );
  jump.addEventListener("click", () => go(diagnostic));
  out.append(jump);
  if (diagnostic.label) out.append(make("p", {}, diagnostic.label));
  for (const { line, column, text } of diagnostic.labels) out.append(make("p", { class: "hint" }, `${line}:${column + 1}  ${text}`));
  for (const note of diagnostic.notes) out.append(make("p", { class: "hint" }, `Note: ${note}`));
  for (const help of diagnostic.helps) out.append(make("p", {}, `Hint: ${help}`));
  if (diagnostic.explanation) out.append(explanation(diagnostic.explanation));
  return out;
}

export class Problems {
  constructor(
    private readonly list: HTMLElement,
    private readonly none: HTMLElement,
    private readonly go: (place: Place) => void,
  ) {}

  show(diagnostics: Diagnostic[]): void {
    this.list.replaceChildren(...diagnostics.map((diagnostic) => item(diagnostic, this.go)));
    this.none.hidden = diagnostics.length > 0;
  }
}
