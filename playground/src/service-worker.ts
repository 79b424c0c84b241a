// The page's service worker. It gives what the page's own server sends the headers that isolate a page, and keeps the
// whole page, the compiler included, for times without network.
//
// What is kept has a version, that of `files.json`. A page is served from one version only, the one in use when it was
// opened; a newer one is fetched beside it, and used for pages from when one asks for it, or from the next visit on while
// none is open. Where `files.json` is gone, so is Weft: then the service worker goes too.

import type { FromKeeper, ToKeeper } from "./page/offline";

const HEADERS = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
  "Cross-Origin-Resource-Policy": "same-origin",
};
const KEPT = "weft-page-"; // and a version: the name of a storage
const NOTES = "weft-page"; // the storage with small notes: versions, under the names below and of clients
const USED = "used";
const NEWEST = "newest";
const COMPLETE = "complete"; // an entry of a storage that holds all files of its version

/** What of a service worker's global scope is used here; TypeScript knows it only without a page's. */
interface Scope {
  registration: { scope: string; unregister(): Promise<boolean> };
  clients: { claim(): Promise<void>; matchAll(options: { type: "window" }): Promise<unknown[]> };
  skipWaiting(): Promise<void>;
  addEventListener(type: "install" | "activate" | "fetch" | "message", heard: (event: ServiceEvent) => void): void;
}

interface ServiceEvent {
  request: Request;
  clientId: string;
  resultingClientId: string;
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

async function noted(name: string): Promise<string | null> {
  const entry = await (await caches.open(NOTES)).match(address(name));
  return entry ? entry.text() : null;
}

async function note(name: string, version: string): Promise<void> {
  await (await caches.open(NOTES)).put(address(name), new Response(version));
}

/** All is let go but the version that is used from now on; null: all. */
async function cleanUp(version: string | null): Promise<void> {
  await caches.delete(NOTES);
  for (const name of await caches.keys()) {
    if (name.startsWith(KEPT) && name !== KEPT + version) await caches.delete(name);
  }
  if (version === null) return;
  await note(USED, version);
  await note(NEWEST, version);
}

async function isComplete(version: string): Promise<boolean> {
  return (await (await caches.open(KEPT + version)).match(address(COMPLETE))) !== undefined;
}

interface FileList {
  version: string;
  files: Record<string, number>;
}

/** The list of the newest version's files; null if there is none where it should be. */
async function fetchList(): Promise<FileList | null> {
  const response = await fetch(address("files.json"), { cache: "no-store" });
  if (response.status >= 500) throw new Error(`files.json: ${response.status} ${response.statusText}`);
  const list = (await response.json().catch(() => null)) as FileList | null;
  return response.ok && list?.version && list.files ? list : null;
}

/** Fetches the newest version, if it isn't here; which is here, and which is in use. */
async function keep(): Promise<FromKeeper> {
  const list = await fetchList();
  if (!list) {
    await cleanUp(null);
    await scope.registration.unregister();
    throw new Error("there is no files.json");
  }
  const { version, files } = list;
  if (!(await isComplete(version))) {
    const storage = await caches.open(KEPT + version);
    for (const name of [...Object.keys(files), "files.json"]) {
      if (!(await storage.match(address(name)))) await storage.add(new Request(address(name), { cache: "no-cache" }));
    }
    const after = await fetchList();
    if (after?.version !== version) {
      await caches.delete(KEPT + version); // it may hold files of both
      throw new Error("the page was changed while it was being kept");
    }
    await storage.put(address(COMPLETE), new Response());
  }
  await note(NEWEST, version);
  const used = (await noted(USED)) ?? version;
  await note(USED, used);
  return { kind: "kept", newest: version, used };
}

// --- events

/** The version that a request is answered from: the one its page was opened with. */
async function versionFor({ request, clientId, resultingClientId }: ServiceEvent): Promise<string | null> {
  const used = await noted(USED);
  if (used === null) return null;
  let version = used;
  if (request.mode !== "navigate") version = (await noted(`client-${clientId}`)) ?? used;
  else if ((await scope.clients.matchAll({ type: "window" })).length === 0) {
    version = (await noted(NEWEST)) ?? used;
    await cleanUp(version);
  }
  if (resultingClientId) await note(`client-${resultingClientId}`, version);
  return version;
}

async function kept(event: ServiceEvent): Promise<Response | undefined> {
  try {
    const version = event.request.method === "GET" ? await versionFor(event) : null;
    if (version === null) return undefined;
    const { pathname } = new URL(event.request.url);
    const name = pathname === new URL(home).pathname ? "index.html" : pathname;
    return await (await caches.open(KEPT + version)).match(address(name));
  } catch {
    return undefined; // the storage fails, but the network may not
  }
}

async function answer(event: ServiceEvent): Promise<Response> {
  return withHeaders((await kept(event)) ?? (await fetch(event.request)));
}

async function respond({ data, ports }: ServiceEvent): Promise<void> {
  const reply = (message: FromKeeper) => ports[0]?.postMessage(message);
  try {
    if (data.kind === "use") await note(USED, data.version);
    reply(data.kind === "use" ? { kind: "used" } : await keep());
  } catch (error) {
    reply({ kind: "failed", message: `${error}` });
  }
}

scope.addEventListener("install", () => void scope.skipWaiting());
scope.addEventListener("activate", (event) => event.waitUntil(scope.clients.claim()));
scope.addEventListener("message", (event) => event.waitUntil(respond(event)));
scope.addEventListener("fetch", (event) => {
  if (new URL(event.request.url).origin === location.origin) event.respondWith(answer(event));
});
