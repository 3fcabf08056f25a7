import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "tsdown";
import { hashOfSources } from "./symbolic/write/compiler-hash.ts";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** `wehrl derive` finds the declarations beside the program. */
const declarations = Object.fromEntries(
  readdirSync(here("./symbolic/channels")).map((file) => [
    `channels/${file.replace(".ts", "")}`,
    `symbolic/channels/${file}`,
  ]),
);

/** Packages that every job loads: from files of their own, two of them CommonJS whose exports Node must find first, they took a
 *  quarter of the command's start. */
const inlined = /^(commander|ml-matrix|pure-rand)(\/|$)/;

/** Of reading and printing, what loads packages or the compiler. */
const rare = "progress\\.ts|exit-status|spin-picture|fields-csv|job-hamiltonian|operator-matrix";

/** What every job loads of ours: one file of what a browser can run, one of what asks the system. In files of every few functions that
 *  some entries share it took a tenth of the start. Declarations of types are not among them: they would be written as code. */
const groups = [
  {
    name: "numbers",
    test: new RegExp(`^${here(".")}(text|spins|runtime|theorem|generated|evaluate)/.*(?<!\\.d)\\.ts$`),
  },
  {
    name: "job",
    test: new RegExp(
      `^${here(".")}(cli/(read|print)/(?!${rare})|symbolic/write/(files|replace-files)).*(?<!\\.d)\\.ts$`,
    ),
  },
];

export default defineConfig({
  entry: {
    ...declarations,
    index: "index.ts",
    runtime: "runtime/index.ts",
    laws: "laws/index.ts",
    paper: "paper/index.ts",
    generated: "generated/index.ts",
    symbolic: "symbolic/index.ts",
    cli: "cli/commands/main.ts",
  },
  format: "esm",
  platform: "node",
  target: "node20",
  dts: true,
  fixedExtension: false,
  deps: { alwaysBundle: [inlined] },
  outputOptions: { codeSplitting: { groups } },
  inputOptions: { checks: { pluginTimings: false } },
  // Generated modules import the runtime by the package's own name; here that is the source, so that it exists once.
  // Of ml-matrix the bundler takes the ES modules that its CommonJS was made from, and of these what is used.
  alias: {
    "wehrl/runtime": here("./runtime/index.ts"),
    "ml-matrix": fileURLToPath(new URL("src/index.js", import.meta.resolve("ml-matrix"))),
  },
  // The built compiler writes the same hashes as its sources.
  define: { COMPILER_HASH: JSON.stringify(hashOfSources(here("./symbolic"))) },
});
