import { fileURLToPath } from "node:url";
import type { InlineConfig } from "tsdown";

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

/** Builds scripts/<name>.ts into node_modules/.cache/wehrl-<name>/<name>.mjs. Such scripts run as built code, as users have it:
 *  tsx passes buffers to its loader's thread, and once a buffer was detached V8 checks every access to a typed array for
 *  that, which makes the emitted loops up to three times slower. */
export const builtScript = (name: string): InlineConfig => ({
  entry: { [name]: path(`./${name}.ts`) },
  outDir: path(`../node_modules/.cache/wehrl-${name}`),
  format: "esm",
  platform: "node",
  target: "node20",
  dts: false,
  deps: { neverBundle: ["typescript"] },
  logLevel: "warn",
  inputOptions: { checks: { pluginTimings: false } },
  alias: { "wehrl/runtime": path("../runtime/index.ts") },
});
