// Makes code blocks of any page runnable: `<script type="module" src="…/embed/embed.js"></script>`, and each
// `<pre class="weft">` becomes an editor with Run, Stop and output. Programs are compiled in the page, so no server is
// needed; the compiler is loaded at the first Run, once for all blocks.

import { describeProgress, PageCompiler, type Progress } from "../compiler/compiler";
import { type Diagnostic, ServiceError } from "../compiler/service";
import { type Ending, Host, isolated, type Run } from "../host/host";
import { make } from "../page/dom";
import { Editor } from "../page/editor";
import { Output } from "../page/output";
import { describe } from "../page/reasons";
import styles from "./embed.css?inline";
import { join, split, visible } from "./hidden";

const NOT_ISOLATED = isSecureContext
  ? "On one core only: for more, this page's server must send the headers Cross-Origin-Opener-Policy: same-origin and " +
    "Cross-Origin-Embedder-Policy: require-corp."
  : "On one core only: for more, this page must come by https, or from localhost.";

const sheet = new CSSStyleSheet();
sheet.replaceSync(styles);

const watchers = new Set<(progress: Progress | null) => void>();
const compiler = new PageCompiler((progress) => {
  for (const watcher of watchers) watcher(progress);
});

const host = new Host();

class Block {
  private readonly run = make("button", { type: "button" }, "Run");
  private readonly stop = make("button", { type: "button", disabled: "" }, "Stop");
  private readonly status = make("p", { role: "status" });
  private readonly log = make("pre", { role: "log", "aria-label": "Output", tabindex: "0" });
  private readonly output = new Output(this.log, this.log);
  private readonly editor: Editor;
  private readonly parts;
  private compiling: AbortController | null = null;
  private current: Run | null = null;

  constructor(private readonly block: HTMLElement) {
    this.parts = split(block.textContent ?? "");
    const frame = make("div", { class: "weft-block" });
    const root = frame.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [sheet];
    const place = make("div", { class: "editor" });
    const bar = make("div", { class: "bar" });
    bar.append(this.run, this.stop, this.status);
    root.append(place, bar, this.log);
    this.editor = new Editor(
      place,
      this.parts.shown,
      { run: () => void this.start(), changed: () => {}, moved: () => {} },
      { readOnly: block.dataset.readonly !== undefined, firstLine: this.parts.firstLine },
    );
    this.run.addEventListener("click", () => void this.start());
    this.stop.addEventListener("click", () => this.halt());
    if (!isolated()) this.status.textContent = NOT_ISOLATED;
    this.log.hidden = true;
    block.replaceWith(frame);
  }

  private async start(): Promise<void> {
    if (this.run.disabled) return;
    this.busy(true);
    this.output.clear();
    this.log.hidden = true;
    const watcher = (progress: Progress | null) => this.loading(progress);
    watchers.add(watcher);
    try {
      this.status.textContent = await this.execute();
    } catch (error) {
      if (error instanceof ServiceError) this.status.textContent = error.message;
      else if (error instanceof DOMException && error.name === "AbortError") this.status.textContent = "Stopped";
      else throw error;
    } finally {
      watchers.delete(watcher);
      this.busy(false);
    }
  }

  /** Compiles and runs; how it went. */
  private async execute(): Promise<string> {
    this.status.textContent = "Compiling …";
    this.compiling = new AbortController();
    const source = join(this.parts, this.editor.source);
    const made = await compiler.compile(source, isolated() ? "threads" : "portable", this.compiling.signal);
    this.compiling = null;
    this.editor.show(visible(this.parts, made.diagnostics));
    const [mistake] = made.diagnostics.filter(({ severity }) => severity === "error");
    if (!made.wasm) return mistake ? this.told(mistake) : "The program has mistakes.";
    this.status.textContent = "Running …";
    this.log.hidden = false;
    this.current = host.run(made.wasm, {
      ...(this.block.dataset.workers ? { workers: Number(this.block.dataset.workers) } : {}),
      stdin: this.block.dataset.stdin ?? "",
      onOutput: (text, stream) => this.output.add(text, stream),
    });
    const ending: Ending = await this.current.exit;
    this.current = null;
    this.output.flush();
    return `${describe(ending)} in ${ending.ms.toFixed(0)} ms`;
  }

  private told({ span, message }: Diagnostic): string {
    return span ? `Line ${span.line}: ${message}` : message;
  }

  private halt(): void {
    this.compiling?.abort();
    this.current?.stop();
  }

  private busy(is: boolean): void {
    this.run.disabled = is;
    this.stop.disabled = !is;
  }

  private loading(progress: Progress | null): void {
    this.status.textContent = progress ? describeProgress(progress) : "Compiling …";
  }
}

/** Makes a block of code runnable; `data-readonly`, `data-workers` and `data-stdin` are its settings. */
export function makeRunnable(block: HTMLElement): void {
  new Block(block);
}

for (const block of document.querySelectorAll<HTMLElement>("pre.weft")) makeRunnable(block);
