// Asks the server; where there is none, Python in a worker of the page.

import type { PageCompiler } from "./compiler";
import { Server, serverAnswers } from "./server";
import { type Compiled, type Listing, type Service, type Target, Unreachable, type View } from "./service";

export class EitherCompiler implements Service {
  private readonly server = new Server();

  /** `inPage`: whether the page's own compiler is to be used in any case. */
  constructor(
    private readonly page: PageCompiler,
    private inPage: boolean,
  ) {}

  /** Finds out who compiles; whether the page's compiler does. */
  async prepare(): Promise<boolean> {
    this.inPage ||= !(await serverAnswers());
    return this.inPage;
  }

  compile(source: string, target: Target, signal?: AbortSignal): Promise<Compiled> {
    return this.by((service) => service.compile(source, target, signal));
  }

  list(source: string, target: Target, view: View, signal?: AbortSignal): Promise<Listing> {
    return this.by((service) => service.list(source, target, view, signal));
  }

  private async by<T>(work: (service: Service) => Promise<T>): Promise<T> {
    if (!this.inPage) {
      try {
        return await work(this.server);
      } catch (error) {
        if (!(error instanceof Unreachable) || (await serverAnswers())) throw error; // it may answer the next time
        this.inPage = true;
      }
    }
    return work(this.page);
  }
}
