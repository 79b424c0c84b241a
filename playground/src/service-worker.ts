// The page's service worker. It gives what the page's own server sends the headers that isolate a page, and keeps the
// whole page, the compiler included, for times without network.
//
// What is kept has a version, that of `files.json`. A page is served from one version only, the one in use; a newer one is
// fetched beside it, and used from when a page asks for it, or from the next visit on while no page is open.

import type { FromKeeper, ToKeeper } from "./page/offline";

const HEADERS = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
  "Cross-Origin-Resource-Policy": "same-origin",
};
const KEPT = "weft-page-"; // and a version: the name of a storage
const USED = "weft-page"; // the storage with the name of the version in use
const COMPLETE = "complete"; // an entry of a storage that holds all files of its version

/** What of a service worker's global scope is used here; TypeScript knows it only without a page's. */
interface Scope {
  registration: { scope: string };
  clients: { claim(): Promise<void>; matchAll(options: { type: "window" }): Promise<unknown[]> };
  skipWaiting(): Promise<void>;
  addEventListener(type: "install" | "activate" | "fetch" | "message", heard: (event: ServiceEvent) => void): void;
}

interface ServiceEvent {
  request: Request;
  data: ToKeeper;
  ports: MessagePort[];
  waitUntil(done: Promise<unknown>): void;
  respondWith(response: Promise<Response>): void;
}

const scope = globalThis as unknown as Scope;
const home = scope.registration.scope;
const address = (name: string) => new URL(name, home).href;

function withHeaders(response: Response): Response {
  if (response.status === 0) return response; // a redirection, which the browser follows itself
  const headers = new Headers(response.headers);
  for (const [name, value] of Object.entries(HEADERS)) headers.set(name, value);
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
}

// --- versions

async function usedVersion(): Promise<string | null> {
  const entry = await (await caches.open(USED)).match(address(USED));
  return entry ? entry.text() : null;
}

/** From now on pages are of that version; others are let go. */
async function use(version: string): Promise<void> {
  await (await caches.open(USED)).put(address(USED), new Response(version));
  for (const name of await caches.keys()) {
    if (name.startsWith(KEPT) && name !== KEPT + version) await caches.delete(name);
  }
}

async function isComplete(version: string): Promise<boolean> {
  return (await (await caches.open(KEPT + version)).match(address(COMPLETE))) !== undefined;
}

/** Fetches the newest version, if it isn't here; which is here, and which is in use. */
async function keep(): Promise<FromKeeper> {
  const list = await fetch(address("files.json"), { cache: "no-store" });
  if (!list.ok) throw new Error(`files.json: ${list.status} ${list.statusText}`);
  const { version, files } = (await list.json()) as { version: string; files: Record<string, number> };
  if (!(await isComplete(version))) {
    const storage = await caches.open(KEPT + version);
    for (const name of [...Object.keys(files), "files.json"]) {
      if (!(await storage.match(address(name)))) await storage.add(new Request(address(name), { cache: "no-cache" }));
    }
    await storage.put(address(COMPLETE), new Response());
  }
  const used = await usedVersion();
  if (used === null) await use(version);
  return { kind: "kept", newest: version, used: used ?? version };
}

/** A visit while no page is open gets the newest version. */
async function useNewestIfAlone(): Promise<void> {
  const used = await usedVersion();
  if (used === null || (await scope.clients.matchAll({ type: "window" })).length > 0) return;
  for (const name of await caches.keys()) {
    const version = name.slice(KEPT.length);
    if (name.startsWith(KEPT) && version !== used && (await isComplete(version))) await use(version);
  }
}

// --- events

async function answer(request: Request): Promise<Response> {
  if (request.mode === "navigate") await useNewestIfAlone();
  const url = new URL(request.url);
  const used = await usedVersion();
  if (used !== null && request.method === "GET") {
    const name = url.pathname === new URL(home).pathname ? "index.html" : url.pathname;
    const kept = await (await caches.open(KEPT + used)).match(address(name));
    if (kept) return withHeaders(kept);
  }
  return withHeaders(await fetch(request));
}

async function respond({ data, ports }: ServiceEvent): Promise<void> {
  const reply = (message: FromKeeper) => ports[0]?.postMessage(message);
  try {
    if (data.kind === "use") await use(data.version);
    reply(data.kind === "use" ? { kind: "used" } : await keep());
  } catch (error) {
    reply({ kind: "failed", message: `${error}` });
  }
}

scope.addEventListener("install", () => void scope.skipWaiting());
scope.addEventListener("activate", (event) => event.waitUntil(scope.clients.claim()));
scope.addEventListener("message", (event) => event.waitUntil(respond(event)));
scope.addEventListener("fetch", (event) => {
  if (new URL(event.request.url).origin === location.origin) event.respondWith(answer(event.request));
});
