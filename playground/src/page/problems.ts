// The list of what is wrong with a program: each with code, place, hints and explanation, and a jump to the place.

import type { Diagnostic, Place } from "./compile";

function element(tag: string, className: string, text: string): HTMLElement {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
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
  for (const label of diagnostic.labels) out.append(element("p", "hint", `${label.line}:${label.column + 1}  ${label.text}`));
  for (const help of diagnostic.helps) out.append(element("p", "", `Hint: ${help}`));
  if (diagnostic.explanation) {
    const more = document.createElement("details");
    more.append(element("summary", "", "Explanation"), element("p", "", diagnostic.explanation));
    out.append(more);
  }
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
