// The compiler of the server that the page came from, and its short links.

import {
  type Compiled,
  type Listing,
  type ModuleAnswer,
  received,
  type Service,
  ServiceError,
  type Target,
  Unreachable,
  type View,
} from "./service";

async function post(path: string, body: unknown, signal?: AbortSignal): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(path, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
      ...(signal ? { signal } : {}),
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new Unreachable("The server can't be reached. Is it still running?");
  }
  const answer = (await response.json().catch((error: unknown) => {
    if (signal?.aborted) throw error;
    return null;
  })) as { error?: { message?: string } } | null;
  if (response.ok && answer) return answer;
  const told = answer?.error?.message;
  if (told === undefined) throw new Unreachable(`The server answered ${response.status} ${response.statusText}`);
  throw new ServiceError(told);
}

/** Whether there is a server that compiles, and not only one of files. */
export async function serverAnswers(): Promise<boolean> {
  try {
    const answer: unknown = await (await fetch("healthz")).json();
    return typeof answer === "object" && answer !== null && "workers" in answer;
  } catch {
    return false;
  }
}

export class Server implements Service {
  async compile(source: string, target: Target, signal?: AbortSignal): Promise<Compiled> {
    const since = performance.now();
    return received((await post("api/compile", { source, target }, signal)) as ModuleAnswer, since);
  }

  async list(source: string, target: Target, view: View, signal?: AbortSignal): Promise<Listing> {
    return (await post("api/views", { source, target, view }, signal)) as Listing;
  }
}

/** The path of a short link to a fragment. */
export async function shorten(fragment: string): Promise<string> {
  return ((await post("api/links", { fragment })) as { path: string }).path;
}
