import { Text } from "@codemirror/state";
import { expect, test } from "vitest";
import { offsets } from "../src/page/offsets";

const LINES = ["print('😀é' + x)", "", "last"];

/** The text that a span has in the editor. */
function marked(line: number, column: number, end_line: number, end_column: number): string {
  const doc = Text.of(LINES);
  const { from, to } = offsets(doc, { file: "main.py", line, column, end_line, end_column });
  return doc.sliceString(from, to);
}

test("columns count code points", () => {
  expect(marked(1, 6, 1, 10)).toBe("'😀é'");
  expect(marked(1, 13, 1, 14)).toBe("x");
});

test("a span of several lines", () => {
  expect(marked(1, 14, 3, 2)).toBe(")\n\nla");
});

test("what the text no longer has ends where the text does", () => {
  expect(marked(3, 2, 3, 99)).toBe("st");
  expect(marked(2, 5, 2, 9)).toBe("");
  expect(marked(3, 0, 9, 0)).toBe("last");
  expect(marked(7, 0, 7, 4)).toBe("");
});

test("an end before the beginning marks nothing", () => {
  expect(marked(3, 2, 1, 0)).toBe("");
});
