// The list of what is wrong with a program: each with code, place, hints and explanation, and a jump to the place.

import type { Diagnostic, Place } from "../compiler/service";

function element(tag: string, className: string, text: string): HTMLElement {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}

/** The long story: paragraphs, and code, which is indented. Its first line is the code's title. */
function explanation(text: string): HTMLElement {
  const out = document.createElement("details");
  out.append(element("summary", "", "Explanation"));
  for (const paragraph of text.trimEnd().split("\n\n").slice(1)) {
    const code = paragraph.startsWith(" ");
    out.append(code ? element("pre", "", paragraph) : element("p", "", paragraph.replaceAll("\n", " ")));
  }
  return out;
}

function item(diagnostic: Diagnostic, go: (place: Place) => void): HTMLLIElement {
  const out = document.createElement("li");
  out.className = diagnostic.severity;
  const jump = document.createElement("button");
  jump.type = "button";
  jump.append(
    element("span", "place", `${diagnostic.line}:${diagnostic.column + 1}`),
    `${diagnostic.severity} ${diagnostic.code}: ${diagnostic.message}`,
  );
  jump.addEventListener("click", () => go(diagnostic));
  out.append(jump);
  if (diagnostic.label) out.append(element("p", "", diagnostic.label));
  for (const { line, column, text } of diagnostic.labels) out.append(element("p", "hint", `${line}:${column + 1}  ${text}`));
  for (const note of diagnostic.notes) out.append(element("p", "hint", `Note: ${note}`));
  for (const help of diagnostic.helps) out.append(element("p", "", `Hint: ${help}`));
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
