import { expect, test } from "vitest";
import type { Diagnostic, Span } from "../src/compiler/service";
import { join, split, visible } from "../src/embed/hidden";

const PROGRAM = "a = 1\nb = 2\n# weft: show\nprint(a)\n  # weft: hide \nprint(b)\n";

test("all is shown without marks", () => {
  expect(split("\nprint(1)\n\n")).toEqual({ before: "", shown: "print(1)", after: "", firstLine: 1 });
});

test("what stands before and behind the marks is hidden", () => {
  expect(split(PROGRAM)).toEqual({
    before: "a = 1\nb = 2\n# weft: show\n",
    shown: "print(a)",
    after: "  # weft: hide \nprint(b)\n",
    firstLine: 4,
  });
});

test.each(["# weft: show\nx\n", "x\n# weft: hide\ny\n", "# weft: show\n# weft: hide\n", PROGRAM])(
  "joining gives the program back",
  (program) => {
    const parts = split(program);
    expect(join(parts, parts.shown)).toBe(program);
  },
);

test("a hide before the show is no mark of the end", () => {
  const parts = split("# weft: hide\nx\n# weft: show\ny\n");
  expect(parts.shown).toBe("y");
});

test("marks are whole lines", () => {
  expect(split("print('# weft: show')\n").shown).toBe("print('# weft: show')");
});

function diagnostic(span: Span | null): Diagnostic {
  const texts = { code: "E0201", message: "m", label: "", explanation: "" };
  return { ...texts, severity: "error", span, labels: [], notes: [], helps: [] };
}

test("diagnostics have the lines of the shown part", () => {
  const at = (line: number) => ({ file: "main.py", line, column: 3, end_line: line + 1, end_column: 0 });
  const shown = visible(split(PROGRAM), [diagnostic(at(2)), diagnostic(at(4)), diagnostic(null)]);
  expect(shown.map(({ span }) => span)).toEqual([at(1), null]);
});
