// The log of a program's output. Text is gathered and shown a few times a second, and only its end is kept on the page:
// laying out more would keep the page from hearing Stop.

import { make } from "./dom";

const KEPT_CHARACTERS = 100_000;
const PAUSE_MS = 50; // between two changes of the log
const DROPPED = `(only the last ${KEPT_CHARACTERS.toLocaleString("en")} characters are shown)\n`;

type Stream = "stdout" | "stderr";

export class Output {
  private pending: [Stream, string][] = [];
  private kept = 0; // characters on the page
  private written = 0; // characters that came
  private timer = 0;

  constructor(
    private readonly log: HTMLElement,
    private readonly scroller: HTMLElement,
  ) {}

  clear(): void {
    clearTimeout(this.timer);
    this.timer = 0;
    this.pending = [];
    this.kept = 0;
    this.written = 0;
    this.log.replaceChildren();
  }

  add(text: string, stream: Stream): void {
    this.written += text.length;
    const last = this.pending.at(-1);
    if (last && last[0] === stream) last[1] = (last[1] + text).slice(-KEPT_CHARACTERS);
    else this.pending.push([stream, text.slice(-KEPT_CHARACTERS)]);
    this.timer ||= setTimeout(() => this.show(), this.log.firstChild ? PAUSE_MS : 0);
  }

  /** Shows now what has come. */
  flush(): void {
    clearTimeout(this.timer);
    this.show();
  }

  private show(): void {
    this.timer = 0;
    const atEnd = this.scroller.scrollTop + this.scroller.clientHeight >= this.scroller.scrollHeight - 30;
    for (const [stream, text] of this.pending) {
      const last = this.log.lastElementChild;
      if (last?.className === stream) last.append(text);
      else {
        this.log.append(make("span", { class: stream }, text));
      }
      this.kept += text.length;
    }
    this.pending = [];
    this.trim();
    if (atEnd) this.scroller.scrollTop = this.scroller.scrollHeight;
  }

  private trim(): void {
    if (this.written <= KEPT_CHARACTERS) return;
    this.log.querySelector(".dropped")?.remove();
    while (this.kept > KEPT_CHARACTERS) {
      const oldest = this.log.firstElementChild?.firstChild;
      if (!oldest) return;
      this.kept -= oldest.textContent?.length ?? 0;
      const parent = oldest.parentElement;
      oldest.remove();
      if (parent && !parent.firstChild) parent.remove();
    }
    this.log.prepend(make("span", { class: "dropped" }, DROPPED));
  }
}
