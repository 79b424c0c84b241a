// The compiler of the server that the page came from, and its short links.

import { isRefusal, refusal } from "./patience";
import type {
  CompileAnswer,
  CompileRequest,
  ErrorAnswer,
  Health,
  LinkAnswer,
  LinkRequest,
  ViewAnswer,
  ViewRequest,
} from "./schema";
import {
  type Compiled,
  type Listing,
  received,
  type Service,
  ServiceError,
  type Target,
  Unreachable,
  type View,
} from "./service";

async function post<Answer>(path: string, body: object, signal?: AbortSignal): Promise<Answer> {
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
  })) as Answer | Partial<ErrorAnswer> | null;
  if (response.ok && answer) return answer as Answer;
  const told = (answer as Partial<ErrorAnswer> | null)?.error?.message;
  const said = told ?? `The server answered ${response.status} ${response.statusText}`.trimEnd();
  const refused = refusal(response, said);
  if (refused) throw refused;
  throw told === undefined ? new Unreachable(said) : new ServiceError(said);
}

/** Whether there is a server that compiles, if not now, and not only one of files. */
export async function serverAnswers(signal?: AbortSignal): Promise<boolean> {
  try {
    const response = await fetch("healthz", signal ? { signal } : {});
    if (isRefusal(response.status)) return true;
    const answer = (await response.json()) as Partial<Health> | null;
    return answer?.workers !== undefined;
  } catch {
    signal?.throwIfAborted();
    return false;
  }
}

export class Server implements Service {
  async compile(source: string, target: Target, signal?: AbortSignal): Promise<Compiled> {
    const since = performance.now();
    const request: CompileRequest = { source, target };
    return received(await post<CompileAnswer>("api/compile", request, signal), since);
  }

  async list(source: string, target: Target, view: View, signal?: AbortSignal): Promise<Listing> {
    const request: ViewRequest = { source, target, view };
    return post<ViewAnswer>("api/views", request, signal);
  }
}

/** The path of a short link to a fragment. */
export async function shorten(fragment: string): Promise<string> {
  const request: LinkRequest = { fragment };
  return (await post<LinkAnswer>("api/links", request)).path;
}
