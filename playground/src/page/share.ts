// The dialog for sharing: a link that holds the program, a short one where the server keeps it, Markdown.

import { shorten } from "../compiler/server";
import { ServiceError } from "../compiler/service";
import { find } from "./dom";
import { pack, type Shared } from "./link";

export class ShareDialog {
  private readonly dialog = find<HTMLDialogElement>("share-dialog");
  private readonly link = find<HTMLInputElement>("share-link");
  private readonly status = find("share-status");
  private fragment = "";
  private program: Shared = { source: "" };

  constructor() {
    find("copy-link").addEventListener("click", () => this.copy(this.link.value, "The link"));
    find("copy-markdown").addEventListener("click", () => this.copy(this.markdown(), "The Markdown"));
    find("short-link").addEventListener("click", () => void this.shorten());
    find("share-close").addEventListener("click", () => this.dialog.close());
  }

  async open(program: Shared): Promise<void> {
    this.program = program;
    this.fragment = await pack(program);
    this.link.value = `${location.origin}${location.pathname}#${this.fragment}`;
    this.status.textContent = "";
    history.replaceState(null, "", `#${this.fragment}`);
    this.dialog.showModal();
    this.link.select();
  }

  private markdown(): string {
    const fence = this.program.source.includes("```") ? "````" : "```";
    return `${fence}python\n${this.program.source.trimEnd()}\n${fence}\n\n[Run it](${this.link.value})\n`;
  }

  private async copy(text: string, what: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      this.status.textContent = `${what} was copied.`;
    } catch {
      this.link.focus();
      this.link.select();
      this.status.textContent = "The browser doesn't let the page copy: copy the selected link by hand.";
    }
  }

  private async shorten(): Promise<void> {
    try {
      this.link.value = location.origin + (await shorten(this.fragment));
      this.link.select();
      this.status.textContent = "This short link works as long as this server keeps it.";
    } catch (error) {
      this.status.textContent = error instanceof ServiceError ? error.message : `${error}`;
    }
  }
}
