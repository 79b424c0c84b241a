// Tabs as assistive technology knows them: one is chosen, arrow keys go to the next.

export class Tabs {
  private readonly tabs = new Map<string, { tab: HTMLButtonElement; panel: HTMLElement }>();
  private current = "";

  constructor(
    private readonly list: HTMLElement,
    private readonly panels: HTMLElement,
    private readonly chosen: (id: string) => void,
  ) {
    list.addEventListener("keydown", (event) => this.move(event));
  }

  /** A tab with what it shows. */
  add(id: string, title: string, panel: HTMLElement): void {
    const tab = document.createElement("button");
    tab.type = "button";
    tab.id = `tab-${id}`;
    tab.textContent = title;
    tab.setAttribute("role", "tab");
    tab.setAttribute("aria-controls", `panel-${id}`);
    tab.addEventListener("click", () => this.choose(id));
    panel.id = `panel-${id}`;
    panel.tabIndex = 0;
    panel.setAttribute("role", "tabpanel");
    panel.setAttribute("aria-labelledby", tab.id);
    this.list.append(tab);
    this.panels.append(panel);
    this.tabs.set(id, { tab, panel });
    this.choose(this.current || id);
  }

  get active(): string {
    return this.current;
  }

  rename(id: string, title: string): void {
    const entry = this.tabs.get(id);
    if (entry) entry.tab.textContent = title;
  }

  choose(id: string): void {
    this.current = id;
    for (const [name, { tab, panel }] of this.tabs) {
      tab.setAttribute("aria-selected", String(name === id));
      tab.tabIndex = name === id ? 0 : -1;
      panel.hidden = name !== id;
    }
    this.chosen(id);
  }

  private move(event: KeyboardEvent): void {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const ids = [...this.tabs.keys()];
    const next = ids[(ids.indexOf(this.current) + step + ids.length) % ids.length];
    if (next === undefined) return;
    this.choose(next);
    this.tabs.get(next)?.tab.focus();
    event.preventDefault();
  }
}
