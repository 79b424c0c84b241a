import { defineConfig } from "vite";

const ISOLATION = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
  "Cross-Origin-Resource-Policy": "same-origin",
};

// What other pages name has a name without hash, and only hands on what files with a hash hold: browsers may keep those
// for ever, and never mix those of two builds.
const NAMES: Record<string, string> = {
  host: "host/host.js",
  compiler: "compiler/compiler.js",
  embed: "embed/embed.js",
  "service-worker": "service-worker.js",
};

export default defineConfig({
  base: "./", // so that the built page works in any folder of a static host
  server: { headers: ISOLATION },
  preview: { headers: ISOLATION },
  build: {
    target: "es2022",
    cssTarget: ["chrome123", "firefox120", "safari17.5"], // have light-dark(), which the editor's theme needs too
    modulePreload: { polyfill: false },
    license: { fileName: "licenses.md" }, // what is bundled asks for its notices
    rolldownOptions: {
      input: {
        index: "index.html",
        host: "src/host/host.ts",
        compiler: "src/compiler/compiler.ts",
        embed: "src/embed/embed.ts",
        "service-worker": "src/service-worker.ts",
      },
      preserveEntrySignatures: "exports-only",
      output: {
        entryFileNames: ({ name }) => NAMES[name] ?? "assets/[name]-[hash].js",
        chunkFileNames: ({ name }) => `${["host", "compiler"].includes(name) ? name : "assets"}/[name]-[hash].js`,
      },
    },
  },
  worker: {
    format: "es",
    rolldownOptions: {
      output: { entryFileNames: ({ name }) => `${name === "thread" ? "host" : "compiler"}/[name]-[hash].js` },
    },
  },
});
