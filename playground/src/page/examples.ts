// The examples: files of ../examples, a folder for each group, whose first line is a docstring with the title. Those of
// other systems, a folder of ../examples/from for each, stand last.

const FILES: Record<string, string> = import.meta.glob(["../../../examples/*/*.py", "../../../examples/from/*/*.py"], {
  query: "?raw",
  import: "default",
  eager: true,
});

const GROUPS = ["start", "concurrency", "speed", "language", "langoost", "ng", "kodo", "elle", "scriptling"];
/** Groups of other systems, by how those are written. */
const SYSTEMS: Record<string, string> = {
  langoost: "Langoost",
  ng: "NG",
  kodo: "Kōdo",
  elle: "Elle",
  scriptling: "scriptling",
};
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

/** How the menu names a group. */
export function label(group: string): string {
  const system = SYSTEMS[group];
  return system ? `Coming from ${system}` : group.charAt(0).toUpperCase() + group.slice(1);
}

/** The title without the system's name, which stands above it. */
export function entry({ id, title }: Example): string {
  const system = SYSTEMS[id.split("/")[0] ?? ""];
  const rest = system ? title.slice(`${system}: `.length) : title;
  return rest.charAt(0).toUpperCase() + rest.slice(1);
}

/** Fills a menu, a group for each folder. */
export function fillMenu(menu: HTMLSelectElement): void {
  for (const [group, list] of EXAMPLES) {
    const part = document.createElement("optgroup");
    part.label = label(group);
    part.append(...list.map((example) => new Option(entry(example), example.id)));
    menu.append(part);
  }
}
