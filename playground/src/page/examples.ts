// The examples: files of ../examples, a folder for each group, whose first line is a docstring with the title.

const FILES = import.meta.glob("../../../examples/*/*.py", { query: "?raw", import: "default", eager: true }) as Record<
  string,
  string
>;

const GROUPS = ["start", "concurrency", "speed", "language"];
const FIRST = ["hello"]; // within its group

export interface Example {
  /** group and name, as in the path */
  id: string;
  title: string;
  source: string;
}

function load(): Map<string, Example[]> {
  const groups = new Map<string, Example[]>(GROUPS.map((group) => [group, []]));
  for (const [path, source] of Object.entries(FILES)) {
    const [group = "", file = ""] = path.split("/").slice(-2);
    const title = /^"""(.*?)"""/.exec(source)?.[1] ?? file;
    if (!groups.has(group)) groups.set(group, []);
    groups.get(group)?.push({ id: `${group}/${file.replace(/\.py$/, "")}`, title, source });
  }
  for (const list of groups.values()) {
    const rank = (example: Example) => (FIRST.includes(example.id.split("/")[1] ?? "") ? 0 : 1);
    list.sort((a, b) => rank(a) - rank(b) || a.title.localeCompare(b.title));
  }
  return groups;
}

export const EXAMPLES = load();

export function findExample(id: string): Example | undefined {
  return [...EXAMPLES.values()].flat().find((example) => example.id === id);
}

/** Fills a menu, a group for each folder. */
export function fillMenu(menu: HTMLSelectElement): void {
  for (const [group, list] of EXAMPLES) {
    const part = document.createElement("optgroup");
    part.label = group.charAt(0).toUpperCase() + group.slice(1);
    part.append(...list.map((example) => new Option(example.title, example.id)));
    menu.append(part);
  }
}
