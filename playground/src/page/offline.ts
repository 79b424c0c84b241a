// Has the service worker keep the page and its compiler, so that both work without network.

export type ToKeeper = { kind: "keep" } | { kind: "use"; version: string };

export type FromKeeper =
  | { kind: "kept"; newest: string; used: string }
  | { kind: "used" }
  | { kind: "failed"; message: string };

/** What has been kept: all of this version, or a newer one too, which `use` changes to by loading the page again. */
export type Kept = { newer: false } | { newer: true; use(): Promise<void> };

function ask(keeper: ServiceWorker, message: ToKeeper): Promise<FromKeeper> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }: MessageEvent<FromKeeper>) => resolve(data);
    keeper.postMessage(message, [port2]);
  });
}

/** Null where nothing can be kept: no service workers here, no network, or the visitor asks for little traffic. */
export async function keepPage(worker: URL): Promise<Kept | null> {
  const { connection } = navigator as Navigator & { connection?: { saveData?: boolean } };
  if (!navigator.serviceWorker || connection?.saveData) return null;
  try {
    await navigator.serviceWorker.register(worker);
    const { active: keeper } = await navigator.serviceWorker.ready;
    if (!keeper) return null;
    const kept = await ask(keeper, { kind: "keep" });
    if (kept.kind !== "kept") return null;
    if (kept.newest === kept.used) return { newer: false };
    const use = async () => {
      await ask(keeper, { kind: "use", version: kept.newest });
      location.reload();
    };
    return { newer: true, use };
  } catch {
    return null;
  }
}
