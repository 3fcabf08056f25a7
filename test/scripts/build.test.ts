/** What `npm run build` has put into dist/. */
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const dist = fileURLToPath(new URL("../../dist", import.meta.url));

/** All that a built file loads, itself first: files, and packages by their names. */
function loadedBy(file: string, seen = new Set<string>()): ReadonlySet<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const [, name] of readFileSync(file, "utf8").matchAll(/^(?:import|export)\b[^;"']*["']([^"']+)["'];/gm)) {
    if (name.startsWith(".")) loadedBy(join(dirname(file), name), seen);
    else seen.add(name);
  }
  return seen;
}

const packagesOf = (entry: string): readonly string[] =>
  [...loadedBy(join(dist, entry))].filter((name) => !name.startsWith(dist));

describe("what was built", () => {
  it.each(["index.js", "runtime.js", "generated.js"])(
    "of the library %s loads no module of Node's and no package",
    (entry) => {
      expect(packagesOf(entry)).toEqual([]);
    },
  );

  it("of the command asks the system, which the same look sees", () => {
    const [, module] = /import\("(.*)"\)/.exec(readFileSync(join(dist, "cli.js"), "utf8"))!;
    expect(packagesOf(module)).toContain("node:fs");
  });

  it("holds the licences of the packages in it", () => {
    const [, build] = /(build-\w+)/.exec(readFileSync(join(dist, "cli.js"), "utf8"))!;
    const licenses = readFileSync(join(dist, build, "LICENSES.txt"), "utf8");
    for (const name of ["commander", "ml-matrix", "pure-rand"]) expect(licenses).toContain(`${name}\n\n`);
  });
});
