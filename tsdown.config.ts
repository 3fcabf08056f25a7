import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "tsdown";

const runtime = fileURLToPath(new URL("./runtime/index.ts", import.meta.url));

const entries = {
  index: "index.ts",
  runtime: "runtime/index.ts",
  generated: "generated/index.ts",
  symbolic: "symbolic/index.ts",
  cli: "cli/main.ts",
};

export default defineConfig({
  entry: Object.fromEntries(Object.entries(entries).filter(([, file]) => existsSync(file))),
  format: "esm",
  platform: "node",
  target: "node20",
  dts: true,
  fixedExtension: false,
  inputOptions: { checks: { pluginTimings: false } },
  // Generated modules import the runtime by the package's own name; here that is the source, so that it exists once.
  alias: { "wehrl/runtime": runtime },
});
