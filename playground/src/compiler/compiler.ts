// The compiler inside the page: no server is needed. It runs in a Web Worker, which is made when it is first needed, ended
// by Stop, and made anew when its interpreter breaks.

import type { FromCompiler, Job, ToCompiler } from "./messages";
import {
  type Compiled,
  type Listing,
  type ModuleAnswer,
  NotLoaded,
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

/** For people. */
export function describeProgress({ bytes, total }: Progress): string {
  const megabytes = (count: number) => (count / 1e6).toFixed(1);
  return `Loading the compiler: ${megabytes(bytes)}${total ? ` of ${megabytes(total)}` : ""} MB`;
}

interface Waiting {
  job: ToCompiler;
  resolve(json: string): void;
  reject(error: Error): void;
}

/** One worker with the compiler in it; calls wait for it and for each other. */
export class PageCompiler implements Service {
  private worker: Worker | null = null;
  private loaded: Promise<void> | null = null;
  private abandon: ((error: Error) => void) | null = null;
  private ready = false;
  private readonly waiting = new Map<number, Waiting>();
  private jobs = 0;
  private users = 0; // calls that have not ended

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

  async compile(source: string, target: Target, signal?: AbortSignal): Promise<Compiled> {
    this.users++;
    try {
      await this.stoppable(this.load(), signal);
      const since = performance.now();
      const json = await this.stoppable(this.ask(source, target, "module"), signal);
      return received(JSON.parse(json) as ModuleAnswer, since);
    } finally {
      this.users--;
    }
  }

  async list(source: string, target: Target, view: View, signal?: AbortSignal): Promise<Listing> {
    this.users++;
    try {
      await this.load();
      const json = await this.ask(source, target, view);
      if (signal?.aborted) throw stopped();
      return JSON.parse(json) as Listing;
    } finally {
      this.users--;
    }
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
    const worker = new Worker(new URL("./python.ts", import.meta.url), { type: "module", name: "compiler" });
    this.worker = worker;
    this.onProgress({ bytes: 0, total });
    return new Promise<void>((resolve, reject) => {
      this.abandon = reject;
      const failed = (message: string) => {
        if (this.worker !== worker) return;
        reject(new NotLoaded(`The compiler can't be loaded: ${message}`));
        const wasReady = this.ready;
        this.close(`The compiler in the page failed, and was started anew: ${message}`);
        if (wasReady) this.load().catch(() => {}); // whoever needs it next is told
      };
      worker.onerror = (event) => failed(event.message || "its worker's script is missing");
      worker.onmessage = ({ data }: MessageEvent<FromCompiler>) => {
        if (data.kind === "progress") this.onProgress({ bytes: data.bytes, total });
        else if (data.kind === "broken") failed(data.message);
        else if (data.kind === "worn") this.renew();
        else if (data.kind === "ready") resolve(this.loadedNow());
        else this.answered(data);
      };
      void this.facts().then(({ version, bytes }) => {
        total = bytes;
        worker.postMessage({ kind: "load", base: folder.href, version } satisfies ToCompiler);
      });
    });
  }

  /** Which version there is to load, and how many bytes it takes: the build has written it down. */
  private async facts(): Promise<{ version: string; bytes: number }> {
    try {
      const list = await fetch(new URL("files.json", this.base), { cache: "no-cache" });
      const { version, files } = (await list.json()) as { version: string; files: Record<string, number> };
      const fetched = Object.entries(files).filter(([name]) => name.startsWith("compiler/") && !/\.m?js$/.test(name));
      return { version, bytes: fetched.reduce((sum, [, size]) => sum + size, 0) };
    } catch {
      return { version: "", bytes: 0 };
    }
  }

  private ask(source: string, target: Target, view: Job["view"]): Promise<string> {
    const id = ++this.jobs;
    const job: ToCompiler = { kind: "job", id, source, target, view };
    this.worker?.postMessage(job);
    return new Promise<string>((resolve, reject) => this.waiting.set(id, { job, resolve, reject }));
  }

  /** Starts the worker anew; what it was asked, the new one is. */
  private renew(): void {
    this.worker?.terminate();
    this.ready = false;
    this.loaded = this.start();
    const again = () => {
      for (const { job } of this.waiting.values()) this.worker?.postMessage(job);
    };
    this.loaded.then(again, () => {}); // who waits is told
  }

  private answered(message: Extract<FromCompiler, { id: number }>): void {
    const waiting = this.waiting.get(message.id);
    this.waiting.delete(message.id);
    if (message.kind === "answer") waiting?.resolve(message.json);
    else waiting?.reject(new ServiceError(message.message));
  }

  /**
   * What is promised, unless `signal` comes before. Python can't be interrupted, so that ends its worker, unless somebody
   * else waits for it.
   */
  private stoppable<T>(promised: Promise<T>, signal?: AbortSignal): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const stop = () => {
        reject(stopped());
        const again = this.ready;
        if (this.users > 1) return;
        this.close();
        if (again) this.load().catch(() => {}); // whoever needs it next is told
      };
      if (signal?.aborted) return stop();
      signal?.addEventListener("abort", stop, { once: true });
      promised.then(resolve, reject).finally(() => signal?.removeEventListener("abort", stop));
    });
  }
}

function stopped(): DOMException {
  return new DOMException("stopped", "AbortError");
}
