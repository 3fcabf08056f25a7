/** `npm run build`: the package into dist/, in one step that no process which runs meanwhile sees. A build that fails, or is killed,
 *  leaves dist/ as it was. */
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "tsdown";
import config from "../tsdown.config.ts";
import { removeUnfinished, takeIn, unfinishedIn } from "./take-in-build.ts";

/** What package.json names. */
const libraries = ["index", "runtime", "laws", "paper", "generated", "symbolic"];
const program = "cli";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

async function buildPackage(dist: string): Promise<void> {
  mkdirSync(dist, { recursive: true });
  removeUnfinished(dist);
  const built = unfinishedIn(dist);
  try {
    const bundles = await build({ ...config, config: false, outDir: built, logLevel: "warn" });
    const packages = new Set(bundles.flatMap(({ inlinedDeps }) => [...inlinedDeps.keys()]));
    writeFileSync(join(built, "LICENSES.txt"), licensesOf([...packages].sort()));
    requireLoadable(built);
    await takeIn(built, dist, libraries, program);
  } finally {
    rmSync(built, { recursive: true, force: true });
  }
}

/** What is copied into the build stands under its own licence. */
const licensesOf = (packages: readonly string[]): string =>
  packages.map((name) => `${name}\n\n${readFileSync(here(`../node_modules/${name}/LICENSE`), "utf8")}`).join("\n");

/** A module that fails when it is loaded is as bad as one that cannot be built. */
function requireLoadable(folder: string): void {
  const loaded = libraries.map((entry) => `await import(${JSON.stringify(join(folder, `${entry}.js`))});`).join(" ");
  for (const attempt of [
    ["--input-type=module", "-e", loaded],
    [join(folder, `${program}.js`), "--version"],
  ]) {
    const { status } = spawnSync(process.execPath, attempt, { stdio: ["ignore", "ignore", "inherit"] });
    if (status !== 0) throw new Error("what was built fails when it is loaded; dist is as it was before");
  }
}

try {
  await buildPackage(here("../dist"));
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
