import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
const temporary: string[] = [];

interface Violation {
  readonly from: string;
  readonly to: string;
  readonly rule: { readonly name: string };
}

/** The violations that `npm run imports` would report in a folder. */
function violations(folder: string): readonly Violation[] {
  const command = join(root, "node_modules", "dependency-cruiser", "bin", "dependency-cruise.mjs");
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [command, "--config", ".dependency-cruiser.cjs", "--output-type", "json", "."],
    { cwd: folder, encoding: "utf8", maxBuffer: 2 ** 28 },
  );
  if (stdout === "") throw new Error(stderr);
  return JSON.parse(stdout).summary.violations;
}

/** A small project of the given files under this project's rules. */
function projectOf(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "wehrl-imports-"));
  temporary.push(folder);
  for (const name of [".dependency-cruiser.cjs", "tsconfig.json", "package.json"]) {
    copyFileSync(join(root, name), join(folder, name));
  }
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, dirname(name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

const sound = {
  "runtime/index.ts": 'export * from "./state.ts";',
  "runtime/state.ts": "export const state = 1;",
  "generated/index.ts": 'export { channel } from "./channel.ts";',
  "generated/channel.ts": 'import { state } from "wehrl/runtime";\nexport const channel = state;',
  "symbolic/emit.ts": 'import { Project } from "ts-morph";\nexport const emit = () => new Project();',
  "symbolic/certify.ts": 'import algebrite from "algebrite";\nexport const certify = () => algebrite;',
  "cli/main.ts": 'import { channel } from "../generated/index.ts";\nexport const main = channel;',
  "test/cli/main.test.ts": 'import { main } from "../../cli/main.ts";\nexport const test = main;',
};

/** One forbidden import for each rule: the file, what it imports, the rules that must object. */
const seeds: readonly (readonly [file: string, imported: string, ...rules: string[]])[] = [
  ["symbolic/wrong.ts", "../runtime/index.ts", "symbolic-not-to-runtime"],
  ["runtime/wrong.ts", "../symbolic/emit.ts", "runtime-not-uphill"],
  ["runtime/wrong.ts", "../generated/index.ts", "runtime-not-uphill"],
  ["runtime/wrong.ts", "../cli/main.ts", "runtime-not-uphill", "cli-is-the-top"],
  ["generated/wrong.ts", "../runtime/state.ts", "generated-only-to-runtime", "generated-by-package-name"],
  ["generated/wrong.ts", "../runtime/index.ts", "generated-by-package-name"],
  ["generated/wrong.ts", "ml-matrix", "generated-only-to-runtime"],
  ["generated/wrong.ts", "../symbolic/certify.ts", "generated-only-to-runtime"],
  ["runtime/wrong.ts", "node:fs", "no-node-in-numerics"],
  ["generated/wrong.ts", "node:fs", "generated-only-to-runtime", "no-node-in-numerics"],
  ["text/wrong.ts", "../runtime/index.ts", "text-stands-alone"],
  ["text/wrong.ts", "node:fs", "text-stands-alone"],
  ["symbolic/wrong.ts", "ts-morph", "ts-morph-only-in-emit"],
  ["cli/wrong.ts", "ts-morph", "ts-morph-only-in-emit"],
  ["symbolic/emit/wrong.ts", "ts-morph", "ts-morph-only-in-emit"],
  ["symbolic/wrong.ts", "algebrite", "computer-algebra-only-in-certify"],
  ["symbolic/wrong.ts", "nerdamer", "computer-algebra-only-in-certify"],
  ["runtime/wrong.ts", "pure-rand/generator/xoroshiro128plus", "one-maker-of-random-numbers"],
  ["symbolic/wrong.ts", "../cli/main.ts", "cli-is-the-top"],
  ["scripts/wrong.ts", "../cli/main.ts", "cli-is-the-top"],
  ["runtime/wrong.ts", "../test/cli/main.test.ts", "no-test-in-product"],
  ["cli/wrong.ts", "fast-check", "no-dev-package-in-product"],
  ["cli/wrong.ts", "./wrong.ts", "no-cycles"],
  ["cli/wrong.ts", "./missing.ts", "resolvable"],
];

describe("imports", () => {
  afterAll(() => {
    for (const folder of temporary) rmSync(folder, { recursive: true });
  });

  it("run downhill in this project", () => {
    const found = violations(root);
    expect(found.map(({ from, to, rule }) => `${from} imports ${to}: ${rule.name}`)).toEqual([]);
  });

  it("of a sound project break no rule", () => {
    expect(violations(projectOf(sound))).toEqual([]);
  });

  it("have no rule without a seeded violation", () => {
    const { forbidden } = createRequire(import.meta.url)("../.dependency-cruiser.cjs");
    const seeded = new Set(seeds.flatMap(([, , ...rules]) => rules));
    expect(forbidden.map((rule: { readonly name: string }) => rule.name).sort()).toEqual([...seeded].sort());
  });

  it("that are forbidden are each caught by their own rule", () => {
    // The k-th seed in its own file, so that one run judges all.
    const placed = seeds.map(([file, imported, ...rules], k) => {
      const name = file.replace("wrong", `wrong-${k}`);
      return { name, text: `import "${imported.replace("wrong", `wrong-${k}`)}";`, rules };
    });
    const folder = projectOf({ ...sound, ...Object.fromEntries(placed.map(({ name, text }) => [name, text])) });
    const found = violations(folder);
    for (const { name, text, rules } of placed) {
      const broken = found.filter(({ from }) => from === name).map(({ rule }) => rule.name);
      expect([name, text, ...new Set(broken)].sort()).toEqual([name, text, ...rules].sort());
    }
  });
});
