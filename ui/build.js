// Builds ui/dist: one style sheet, one module, the fonts. `--check` compares with what is committed instead.
import { build } from "esbuild";
import { mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { compile } from "sass";

process.chdir(import.meta.dirname);
const modules = "node_modules";
const files = new Map();

const style = compile("style/main.scss", { style: "compressed", loadPaths: [modules], quietDeps: true });
files.set("main.css", Buffer.from(style.css));
const script = await build({
  entryPoints: ["src/main.ts"], bundle: true, minify: true, format: "esm", target: "es2022", write: false, legalComments: "none",
});
files.set("main.js", Buffer.from(script.outputFiles[0].contents));
files.set("favicon.svg", await readFile("src/favicon.svg"));
for (const subset of ["greek", "greek-ext", "latin"]) {
  const path = `${modules}/@fontsource-variable/noto-sans/files/noto-sans-${subset}-wght-normal.woff2`;
  files.set(`noto-sans-${subset}.woff2`, await readFile(path));
}

if (process.argv.includes("--check")) {
  const there = await readdir("dist");
  const same = async ([name, bytes]) => there.includes(name) && bytes.equals(await readFile(`dist/${name}`));
  const fresh = (await Promise.all([...files].map(same))).every(Boolean);
  if (!fresh || there.length !== files.size) {
    console.error("ui/dist is not what ui/ builds: run `make ui` and commit it");
    process.exit(1);
  }
} else {
  await mkdir("dist", { recursive: true });
  for (const [name, bytes] of files) await writeFile(`dist/${name}`, bytes);
}
