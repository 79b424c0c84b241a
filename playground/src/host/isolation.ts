// Isolation: browsers give shared memory, and so threads, only to pages whose server sends the headers COOP and COEP.
// Where it can't, as on hosts of static files, a service worker adds them, after which the page must load once more.

/** How a page came to be isolated, or not; "reloading": it is about to load again. */
export type Isolation = "isolated" | "reloaded" | "reloading" | "unavailable";

const RELOADED = "weft.reloaded"; // in the tab's storage: the page has loaded again for it
const READY_MS = 2000; // that a service worker may take to start

/** Whether programs can use several cores here. */
export function isolated(): boolean {
  return globalThis.crossOriginIsolated === true;
}

/** A worker that can't be installed never gets ready, and never says so. */
function tooLate(): Promise<never> {
  return new Promise((_, reject) => setTimeout(reject, READY_MS, new Error("the service worker doesn't start")));
}

/** Isolates the page if it isn't, by the service worker `service-worker.js`, which lies beside the page or above it. */
export async function isolate(worker = new URL("service-worker.js", document.baseURI)): Promise<Isolation> {
  try {
    const reloaded = sessionStorage.getItem(RELOADED) !== null;
    sessionStorage.removeItem(RELOADED);
    if (isolated()) return reloaded ? "reloaded" : "isolated";
    if (reloaded || !navigator.serviceWorker) return "unavailable"; // never a second time: it would go on for ever
    await navigator.serviceWorker.register(worker);
    await Promise.race([navigator.serviceWorker.ready, tooLate()]);
    sessionStorage.setItem(RELOADED, "1");
  } catch {
    return isolated() ? "isolated" : "unavailable"; // no storage, or no service workers: a private window, say
  }
  location.reload();
  return "reloading";
}
