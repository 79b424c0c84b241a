import { defineConfig } from "vite";

const ISOLATION = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
  "Cross-Origin-Resource-Policy": "same-origin",
};

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
      preserveEntrySignatures: "allow-extension", // so that the page shares the host's file
      // what other pages name has no hash in its name; all else may be kept for ever by browsers
      output: { entryFileNames: ({ name }) => NAMES[name] ?? "assets/[name]-[hash].js" },
    },
  },
  worker: {
    format: "es",
    rolldownOptions: {
      output: { entryFileNames: ({ name }) => (name === "thread" ? "host/thread.js" : "compiler/[name].js") },
    },
  },
});
