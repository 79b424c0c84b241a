// What a module says of itself in its custom section, and whether this page's host can run it.

import { ABI, CONTRACT, SECTION } from "./contract";

export interface Facts {
  contract: number;
  abi?: string;
  target: "threads" | "portable";
  pages: number;
}

/** Throws unless the module was made by a Weft with the contract and the ABI of this host. `name` is for the message. */
export function factsOf(module: WebAssembly.Module, name = "the module"): Facts {
  const [section] = WebAssembly.Module.customSections(module, SECTION);
  if (!section) throw new Error(`${name} was not made by Weft: it has no section \`${SECTION}\``);
  const facts = JSON.parse(new TextDecoder().decode(section)) as Facts;
  if (facts.contract !== CONTRACT) throw new Error(`${name} keeps contract ${facts.contract}, not ${CONTRACT}`);
  if (facts.abi !== ABI) {
    throw new Error(`${name} was built for another ABI than this page's (${facts.abi}, not ${ABI}): build it again`);
  }
  return facts;
}
