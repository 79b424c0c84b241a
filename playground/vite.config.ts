import { defineConfig } from "vite";

const ISOLATION = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
  "Cross-Origin-Resource-Policy": "same-origin",
};

export default defineConfig({
  server: { headers: ISOLATION },
  preview: { headers: ISOLATION },
  build: { target: "es2022", modulePreload: { polyfill: false } },
  worker: { format: "es" },
});
