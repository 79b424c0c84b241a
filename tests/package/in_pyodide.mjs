// Runs a Python file in Pyodide: its folder, that of the package `weft`, and the file are the arguments.
import { readFileSync } from "node:fs";

const [folder, compiler, file] = process.argv.slice(2);
const { loadPyodide } = await import(`${folder}/pyodide.mjs`);
const pyodide = await loadPyodide({ indexURL: folder });
pyodide.FS.mkdir("/packages");
pyodide.FS.mount(pyodide.FS.filesystems.NODEFS, { root: compiler }, "/packages");
pyodide.runPython("import sys; sys.path.insert(0, '/packages')");
try {
  pyodide.runPython(readFileSync(file, "utf8"), { filename: file });
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
