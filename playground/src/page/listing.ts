// A view of what the compiler made: types, IR or WAT. The lines that belong to the cursor's line are marked.

import { type Listing, type Service, ServiceError, type Target, type View } from "../compiler/service";
import { describeFallback } from "./reasons";

const SHOWN_LINES = 20_000;

export class ListingView {
  private shown: Listing | null = null;
  private of = "";
  private asked: AbortController | null = null;

  constructor(
    private readonly panel: HTMLElement,
    private readonly view: View,
    private readonly service: Service,
  ) {
    panel.classList.add("view", "code");
  }

  /** Fetches the listing of a program unless it is the one shown. */
  async update(source: string, target: Target, line: number): Promise<void> {
    const of = `${target} ${source}`;
    if (of === this.of) return this.mark(line);
    this.asked?.abort();
    this.asked = new AbortController();
    const { signal } = this.asked;
    const onFallback = (why: string) => {
      if (!signal.aborted) this.panel.textContent = describeFallback(why);
    };
    this.panel.textContent = "Compiling …";
    try {
      this.shown = await this.service.list(source, target, this.view, signal, onFallback);
      this.of = of;
      this.render();
      this.mark(line);
    } catch (error) {
      if (!(error instanceof ServiceError)) return; // asked anew
      this.shown = null;
      this.of = "";
      this.panel.textContent = error.message;
    }
  }

  /** Marks the lines of the program's line, and brings the first into view. */
  mark(line: number): void {
    let first = true;
    for (const old of this.panel.querySelectorAll(".here")) old.classList.remove("here");
    this.shown?.lines.forEach((of, index) => {
      const row = this.panel.children[index];
      if (of !== line || !row) return;
      row.classList.add("here");
      if (first) row.scrollIntoView({ block: "nearest" });
      first = false;
    });
  }

  private render(): void {
    const lines = (this.shown?.text ?? "").split("\n");
    const rows = lines.slice(0, SHOWN_LINES).map((text) => {
      const row = document.createElement("div");
      row.textContent = text;
      return row;
    });
    if (lines.length > SHOWN_LINES) {
      const rest = document.createElement("div");
      rest.textContent = `… ${lines.length - SHOWN_LINES} more lines`;
      rows.push(rest);
    }
    this.panel.replaceChildren(...rows);
  }
}
