// The playground: puts the editor, the compiler, the host and the panes together.

import { describeProgress, PageCompiler, type Progress } from "./compiler/compiler";
import { EitherCompiler } from "./compiler/either";
import { type Diagnostic, ServiceError, type Target } from "./compiler/service";
import { cores, type Ending, Host, isolate, isolated, type Run } from "./host/host";
import { find, make } from "./page/dom";
import { Editor } from "./page/editor";
import { fillMenu, findExample } from "./page/examples";
import { unpack } from "./page/link";
import { ListingView } from "./page/listing";
import { keepPage } from "./page/offline";
import { Output } from "./page/output";
import { Problems } from "./page/problems";
import { describe, describeCompiled, describeFallback } from "./page/reasons";
import { keep, recall } from "./page/settings";
import { ShareDialog } from "./page/share";
import { Tabs } from "./page/tabs";

const FIRST_EXAMPLE = "start/hello";
const SAVE_MS = 300;

const serviceWorker = new URL("service-worker.js", document.baseURI);
const target: Target = isolated() ? "threads" : "portable";
const host = new Host();
const runButton = find<HTMLButtonElement>("run");
const stopButton = find<HTMLButtonElement>("stop");
const speedupButton = find<HTMLButtonElement>("speedup");
const examples = find<HTMLSelectElement>("examples");
const workers = find<HTMLInputElement>("workers");
const status = find("status");

// --- the compiler

function showLoading(progress: Progress | null): void {
  const loading = find("loading");
  loading.hidden = progress === null;
  if (!progress) return;
  const bar = find<HTMLProgressElement>("loading-bar");
  bar.max = progress.total || progress.bytes * 2 || 1;
  bar.value = progress.bytes;
  find("loading-text").textContent = describeProgress(progress);
}

const asked = new URLSearchParams(location.search).get("compile") === "page";
const pageCompiler = new PageCompiler(showLoading);
const compiler = new EitherCompiler(pageCompiler, asked);

// --- panes

const log = make("pre", { role: "log", "aria-label": "Output" });
const outputPanel = make("div", {}, log);
const output = new Output(log, outputPanel);
const problemList = make("ol", { class: "problems", "aria-label": "Problems" });
const noProblems = make("p", { class: "hint" }, "Nothing is wrong, as far as the compiler has looked.");
const problems = new Problems(problemList, noProblems, (span) => editor.go(span));
const stdin = make("textarea", { id: "stdin", spellcheck: "false" });
const views = {
  types: make("div", { "aria-label": "Types" }),
  ir: make("div", { "aria-label": "Intermediate representation" }),
  wat: make("div", { "aria-label": "WebAssembly text" }),
};
const listings = {
  types: new ListingView(views.types, "types", compiler),
  ir: new ListingView(views.ir, "ir", compiler),
  wat: new ListingView(views.wat, "wat", compiler),
};
const tabs = new Tabs(find("tabs"), find("panels"), () => refresh());
let editor: Editor;

function refresh(): void {
  const active = tabs.active as keyof typeof listings;
  if (editor && active in listings) void listings[active].update(editor.source, target, editor.line);
}

function showProblems(diagnostics: Diagnostic[]): void {
  editor.show(diagnostics);
  problems.show(diagnostics);
  tabs.rename("problems", diagnostics.length ? `Problems (${diagnostics.length})` : "Problems");
  if (diagnostics.some(({ severity }) => severity === "error")) tabs.choose("problems");
}

// --- running

let current: Run | null = null;
let compiling: AbortController | null = null;
let stopped = false;

function busy(is: boolean): void {
  runButton.disabled = is;
  speedupButton.disabled = is;
  stopButton.disabled = !is;
}

function chosenWorkers(): number {
  return Math.min(cores(), Math.max(1, Math.trunc(Number(workers.value)) || 1));
}

/** The program as WebAssembly, and how it came about. */
async function compiled(): Promise<{ wasm: BufferSource; how: string } | null> {
  compiling = new AbortController();
  status.textContent = "Compiling …";
  let fallback = "";
  const onFallback = (why: string) => {
    fallback = why;
    status.textContent = describeFallback(why);
  };
  try {
    const { wasm, diagnostics, ms } = await compiler.compile(editor.source, target, compiling.signal, onFallback);
    showProblems(diagnostics);
    if (!wasm) status.textContent = "The program has mistakes; see Problems.";
    return wasm && { wasm, how: describeCompiled(ms, fallback) };
  } catch (error) {
    if (error instanceof ServiceError) status.textContent = error.message;
    else if (error instanceof DOMException && error.name === "AbortError") status.textContent = "Stopped";
    else throw error;
    return null;
  } finally {
    compiling = null;
  }
}

async function execute(module: WebAssembly.Module, count: number): Promise<Ending> {
  current = host.run(module, {
    workers: count,
    stdin: stdin.value,
    onOutput: (text, stream) => output.add(text, stream),
  });
  try {
    return await current.exit;
  } finally {
    current = null;
    output.flush();
  }
}

async function ready(): Promise<{ module: WebAssembly.Module; times: string } | null> {
  const result = await compiled();
  if (!result) return null;
  const before = performance.now();
  const module = await WebAssembly.compile(result.wasm);
  const engine = performance.now() - before;
  if (stopped) {
    status.textContent = "Stopped";
    return null;
  }
  return { module, times: `${result.how}, by the browser in ${engine.toFixed(0)} ms` };
}

async function exclusively(body: () => Promise<void>): Promise<void> {
  if (runButton.disabled) return;
  busy(true);
  stopped = false;
  output.clear();
  try {
    await body();
  } catch (error) {
    status.textContent = `The playground has failed: ${error}`;
    throw error;
  } finally {
    busy(false);
  }
}

function run(): Promise<void> {
  return exclusively(async () => {
    const made = await ready();
    if (!made) return;
    tabs.choose("output");
    status.textContent = "Running …";
    const ending = await execute(made.module, chosenWorkers());
    status.textContent =
      `${describe(ending)}: ${made.times}, ` +
      `made ready in ${ending.instantiateMs.toFixed(0)} ms, ran ${ending.ms.toFixed(0)} ms`;
    void keepOffline();
  });
}

/** Runs it on one worker and on as many as are chosen. */
function measureSpeedup(): Promise<void> {
  return exclusively(async () => {
    const made = await ready();
    if (!made) return;
    tabs.choose("output");
    const count = Math.max(2, chosenWorkers());
    const times: number[] = [];
    for (const number of [1, count]) {
      output.clear();
      status.textContent = `Running on ${number} ${number === 1 ? "worker" : "workers"} …`;
      const ending = await execute(made.module, number);
      if (ending.reason !== "exit") {
        status.textContent = describe(ending);
        return;
      }
      times.push(ending.ms);
    }
    const [one = 0, all = 1] = times;
    status.textContent = `1 worker: ${one.toFixed(0)} ms; ${count} workers: ${all.toFixed(0)} ms; ${(one / all).toFixed(2)} times as fast`;
  });
}

function stop(): void {
  stopped = true;
  compiling?.abort();
  current?.stop();
}

// --- the page

function notice(text: string, ...more: HTMLElement[]): void {
  const place = find("notice");
  place.append(make("span", {}, text), " ", ...more);
  place.hidden = false;
}

function useTheme(theme: string): void {
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
}

function useExample(id: string): void {
  const example = findExample(id);
  if (!example) return;
  editor.source = example.source;
  keep("example", id);
  showProblems([]);
  refresh();
}

/** The program of a link that is opened in this tab. */
async function openLink(): Promise<void> {
  try {
    const shared = await unpack(location.hash.slice(1));
    if (!shared) return;
    editor.source = shared.source;
    stdin.value = shared.stdin ?? "";
    showProblems([]);
    refresh();
  } catch (error) {
    notice((error as Error).message);
  }
}

let keeping = false;

/** Once a visit: not before the first run, which needs little of what is kept, unless the page compiles by itself. */
async function keepOffline(): Promise<void> {
  if (keeping) return;
  keeping = true;
  const kept = await keepPage(serviceWorker);
  if (!kept) return;
  if (kept.newer) {
    const button = make("button", { type: "button" }, "Load it");
    button.addEventListener("click", () => void kept.use());
    notice("A newer version of this page is here.", button);
  } else {
    find("offline").textContent = "Works offline";
  }
}

async function start(): Promise<void> {
  const isolation = await isolate(serviceWorker);
  if (isolation === "reloading") return;
  tabs.add("output", "Output", outputPanel);
  tabs.add("problems", "Problems", make("div", {}, noProblems, problemList));
  tabs.add("input", "Input", make("div", {}, make("label", { for: "stdin" }, "Standard input"), stdin));
  tabs.add("types", "Types", views.types);
  tabs.add("ir", "IR", views.ir);
  tabs.add("wat", "WAT", views.wat);

  fillMenu(examples);
  workers.max = String(cores());
  workers.value = String(Math.min(cores(), Number(recall("workers")) || cores()));
  const theme = find<HTMLSelectElement>("theme");
  theme.value = recall("theme") ?? "auto";
  useTheme(theme.value);
  theme.addEventListener("change", () => {
    useTheme(theme.value);
    keep("theme", theme.value);
  });

  let program = { source: recall("source") ?? findExample(FIRST_EXAMPLE)?.source ?? "", stdin: recall("stdin") ?? "" };
  try {
    const shared = await unpack(location.hash.slice(1));
    if (shared) program = { source: shared.source, stdin: shared.stdin ?? "" };
  } catch (error) {
    notice((error as Error).message);
  }
  examples.value = recall("example") ?? FIRST_EXAMPLE;
  stdin.value = program.stdin;

  let saving = 0;
  const save = () => {
    clearTimeout(saving);
    saving = setTimeout(() => {
      keep("source", editor.source);
      keep("stdin", stdin.value);
    }, SAVE_MS);
  };
  editor = new Editor(find("editor"), program.source, {
    run: () => void run(),
    changed: () => {
      save();
      if (location.hash) history.replaceState(null, "", location.pathname + location.search);
    },
    moved: (line) => {
      const active = tabs.active as keyof typeof listings;
      if (active in listings) listings[active].mark(line);
    },
  });

  const share = new ShareDialog();
  runButton.addEventListener("click", () => void run());
  stopButton.addEventListener("click", stop);
  speedupButton.addEventListener("click", () => void measureSpeedup());
  find("share").addEventListener("click", () => {
    share.open({ source: editor.source, stdin: stdin.value }).catch((error: Error) => {
      status.textContent = error.message;
    });
  });
  find("reset").addEventListener("click", () => useExample(examples.value));
  examples.addEventListener("change", () => useExample(examples.value));
  workers.addEventListener("change", () => {
    workers.value = String(chosenWorkers());
    keep("workers", workers.value);
  });
  stdin.addEventListener("input", save);
  addEventListener("hashchange", () => void openLink());
  addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.defaultPrevented) {
      event.preventDefault();
      void run();
    }
  });

  workers.disabled = speedupButton.hidden = isolation === "unavailable";
  if (isolation === "unavailable") {
    const why = isSecureContext ? "its server sends no COOP and COEP headers" : "that needs https, or localhost";
    notice(`This page isn't isolated from others (${why}), so programs run on one core.`);
  } else if (isolation === "reloaded") {
    notice(
      "This page has loaded twice, to isolate itself from others as its server doesn't: programs can use all cores now.",
    );
  }
  host.prepare(chosenWorkers());
  performance.mark("usable");
  status.textContent = "Ready. Ctrl+Enter runs the program.";
  const inPage = await compiler.prepare();
  find("short-link").hidden = inPage; // the server keeps them
  if (inPage) await pageCompiler.load().catch(() => {}); // whoever needs it is told
  if (inPage || navigator.serviceWorker?.controller) await keepOffline();
}

void start();
