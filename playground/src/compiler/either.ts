// Asks the server; where there is none, or while it can't answer, Python in a worker of the page.

import { Patience, Refused } from "./patience";
import { Server, serverAnswers } from "./server";
import {
  type Compiled,
  type Listing,
  NotLoaded,
  type OnFallback,
  type Service,
  type Target,
  Unreachable,
  type View,
} from "./service";

export class EitherCompiler implements Service {
  private readonly server = new Server();

  /** `inPage`: whether the page's own compiler is to be used in any case. */
  constructor(
    private readonly page: Service,
    private inPage: boolean,
    private readonly patience = new Patience(),
  ) {}

  /** Finds out who compiles; whether the page's compiler does. */
  async prepare(): Promise<boolean> {
    this.inPage ||= !(await serverAnswers());
    return this.inPage;
  }

  compile(source: string, target: Target, signal?: AbortSignal, onFallback?: OnFallback): Promise<Compiled> {
    return this.by((service) => service.compile(source, target, signal), signal, onFallback);
  }

  list(source: string, target: Target, view: View, signal?: AbortSignal, onFallback?: OnFallback): Promise<Listing> {
    return this.by((service) => service.list(source, target, view, signal), signal, onFallback);
  }

  private async by<T>(
    work: (service: Service) => Promise<T>,
    signal: AbortSignal | undefined,
    onFallback: OnFallback = () => {},
  ): Promise<T> {
    if (this.inPage) return work(this.page);
    let failure: unknown = this.patience.refusal;
    if (!failure) {
      try {
        return await work(this.server);
      } catch (error) {
        if (error instanceof Refused) this.patience.keep(error);
        else if (error instanceof Unreachable && !(await serverAnswers(signal))) this.inPage = true;
        else throw error; // it may answer the next time
        failure = error;
      }
    }
    if (failure instanceof Refused) onFallback(failure.why);
    return work(this.page).catch((error: unknown) => {
      if (!(error instanceof NotLoaded)) throw error;
      this.inPage = false;
      throw failure; // the better of two bad answers: the server may come back
    });
  }
}
