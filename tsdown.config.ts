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

export default defineConfig({
  entry: {
    ...declarations,
    index: "index.ts",
    runtime: "runtime/index.ts",
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
  inputOptions: { checks: { pluginTimings: false } },
  // Generated modules import the runtime by the package's own name; here that is the source, so that it exists once.
  alias: { "wehrl/runtime": here("./runtime/index.ts") },
  // The built compiler writes the same hashes as its sources.
  define: { COMPILER_HASH: JSON.stringify(hashOfSources(here("./symbolic"))) },
});
