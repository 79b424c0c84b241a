import { expect, test } from "vitest";
import { EXAMPLES, entry, findExample, label } from "../src/page/examples";

const ALL = [...EXAMPLES.values()].flat();

test("groups stand in the order of the menu, hello first", () => {
  const ours = ["start", "concurrency", "speed", "language"];
  expect([...EXAMPLES.keys()]).toEqual([...ours, "langoost", "ng", "kodo", "elle", "scriptling"]);
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

test("groups of other systems say so, as those are written", () => {
  const labels = [...EXAMPLES.keys()].map(label).slice(4);
  const systems = ["Langoost", "NG", "Kōdo", "Elle", "scriptling"];
  expect(labels).toEqual(systems.map((system) => `Coming from ${system}`));
  expect(label("start")).toBe("Start");
  for (const [group, list] of [...EXAMPLES].slice(4)) {
    const system = label(group).replace("Coming from ", "");
    expect(list.filter(({ title }) => !title.startsWith(`${system}: `))).toEqual([]);
  }
});

test("the menu names the system once", () => {
  expect(ALL.filter((example) => /^\p{Lu}/u.test(entry(example)))).toEqual(ALL);
  const found = findExample("elle/latch");
  expect(found && entry(found)).toBe("A latch (make-latch)");
  expect(ALL[0] && entry(ALL[0])).toBe(ALL[0]?.title);
});

test("no such example", () => {
  expect(findExample("start/nothing")).toBeUndefined();
});
