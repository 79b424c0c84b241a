import { expect, test } from "vitest";
import { EXAMPLES, findExample } from "../src/page/examples";

const ALL = [...EXAMPLES.values()].flat();

test("groups stand in the order of the menu, hello first", () => {
  expect([...EXAMPLES.keys()]).toEqual(["start", "concurrency", "speed", "language"]);
  expect(ALL[0]?.id).toBe("start/hello");
});

test("each group has examples, by title", () => {
  for (const [group, list] of EXAMPLES) {
    expect(list.length, group).toBeGreaterThan(0);
    const titles = list.filter(({ id }) => id !== "start/hello").map(({ title }) => title);
    expect(titles).toEqual(titles.toSorted((a, b) => a.localeCompare(b)));
  }
});

test.each(ALL)("$id says what it is, once", ({ id, title }) => {
  expect(title).not.toMatch(/\.py$/); // the file's name, where a docstring lacks
  expect(ALL.filter((other) => other.title === title)).toHaveLength(1);
  expect(findExample(id)?.title).toBe(title);
});

test("no such example", () => {
  expect(findExample("start/nothing")).toBeUndefined();
});
