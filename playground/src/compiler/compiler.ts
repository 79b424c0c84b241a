// The compiler inside the page: no server is needed. It runs in a Web Worker, which is made when it is first needed, ended
// by Stop, and made anew when its interpreter breaks.

import type { FromCompiler, Job, ToCompiler } from "./messages";
import {
  type Compiled,
  type Listing,
  type ModuleAnswer,
  received,
  type Service,
  ServiceError,
  type Target,
  type View,
} from "./service";

/** How far loading has come; `total` 0: nobody knows. */
export interface Progress {
  bytes: number;
  total: number;
}

interface Waiting {
  resolve(json: string): void;
  reject(error: Error): void;
}

const UNCOUNTED = ["pyodide.mjs", "pyodide.asm.js", "compiler.js", "python.js"].map((name) => `compiler/${name}`); // not fetched, but imported

export class PageCompiler implements Service {
  private worker: Worker | null = null;
  private loaded: Promise<void> | null = null;
  private abandon: ((error: Error) => void) | null = null;
  private ready = false;
  private readonly waiting = new Map<number, Waiting>();
  private jobs = 0;

  /**
   * `onProgress` is told while the compiler is loading, and null once it is there. `base` is the folder of the built page,
   * by itself the one that this file comes from.
   */
  constructor(
    private readonly onProgress: (progress: Progress | null) => void = () => {},
    private readonly base = new URL(/* @vite-ignore */ "../", import.meta.url),
  ) {}

  /** Loads the compiler, if it isn't there. */
  load(): Promise<void> {
    this.loaded ??= this.start();
    return this.loaded;
  }

  async compile(source: string, target: Target, signal: AbortSignal): Promise<Compiled> {
    await this.stoppable(signal, this.load());
    const since = performance.now();
    const json = await this.stoppable(signal, this.ask(source, target, "module"), true);
    return received(JSON.parse(json) as ModuleAnswer, since);
  }

  async list(source: string, target: Target, view: View, signal: AbortSignal): Promise<Listing> {
    await this.load();
    const json = await this.ask(source, target, view);
    if (signal.aborted) throw stopped();
    return JSON.parse(json) as Listing;
  }

  /** Ends the worker; `why` is for those who wait for it. */
  close(why = "The compiler was stopped."): void {
    this.worker?.terminate();
    this.worker = null;
    this.loaded = null;
    this.ready = false;
    this.abandon?.(new ServiceError(why));
    for (const { reject } of this.waiting.values()) reject(new ServiceError(why));
    this.waiting.clear();
    this.onProgress(null);
  }

  private loadedNow(): void {
    this.ready = true;
    this.onProgress(null);
  }

  private start(): Promise<void> {
    const folder = new URL("compiler/", this.base);
    let total = 0;
    void this.bytes().then((bytes) => (total = bytes));
    const worker = new Worker(new URL("./python.ts", import.meta.url), { type: "module", name: "compiler" });
    this.worker = worker;
    this.onProgress({ bytes: 0, total });
    return new Promise<void>((resolve, reject) => {
      this.abandon = reject;
      const failed = (message: string) => {
        if (this.worker !== worker) return;
        reject(new ServiceError(`The compiler can't be loaded: ${message}`));
        const wasReady = this.ready;
        this.close(`The compiler in the page failed, and was started anew: ${message}`);
        if (wasReady) this.load().catch(() => {}); // whoever needs it next is told
      };
      worker.onerror = (event) => failed(event.message || "its worker's script is missing");
      worker.onmessage = ({ data }: MessageEvent<FromCompiler>) => {
        if (data.kind === "progress") this.onProgress({ bytes: data.bytes, total });
        else if (data.kind === "broken") failed(data.message);
        else if (data.kind === "ready") resolve(this.loadedNow());
        else this.answered(data);
      };
      worker.postMessage({ kind: "load", base: folder.href } satisfies ToCompiler);
    });
  }

  /** How many bytes loading takes: the build has written it down. */
  private async bytes(): Promise<number> {
    try {
      const { files } = (await (await fetch(new URL("files.json", this.base))).json()) as { files: Record<string, number> };
      const counted = Object.entries(files).filter(([name]) => name.startsWith("compiler/") && !UNCOUNTED.includes(name));
      return counted.reduce((sum, [, size]) => sum + size, 0);
    } catch {
      return 0;
    }
  }

  private ask(source: string, target: Target, view: Job["view"]): Promise<string> {
    const id = ++this.jobs;
    const answer = new Promise<string>((resolve, reject) => this.waiting.set(id, { resolve, reject }));
    this.worker?.postMessage({ kind: "job", id, source, target, view } satisfies ToCompiler);
    return answer;
  }

  private answered(message: Extract<FromCompiler, { id: number }>): void {
    const waiting = this.waiting.get(message.id);
    this.waiting.delete(message.id);
    if (message.kind === "answer") waiting?.resolve(message.json);
    else waiting?.reject(new ServiceError(message.message));
  }

  /** What is promised, unless `signal` comes before: Python can't be interrupted, so that ends its worker. */
  private stoppable<T>(signal: AbortSignal, promised: Promise<T>, again = false): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const stop = () => {
        reject(stopped());
        this.close();
        if (again) this.load().catch(() => {}); // whoever needs it next is told
      };
      if (signal.aborted) return stop();
      signal.addEventListener("abort", stop, { once: true });
      promised.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
    });
  }
}

function stopped(): DOMException {
  return new DOMException("stopped", "AbortError");
}
