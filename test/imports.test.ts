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
  "text/visible.ts": "export const visible = 1;",
  "spins/matrix.ts": 'import { visible } from "../text/visible.ts";\nexport const matrix = visible;',
  "runtime/index.ts": 'export * from "./contract.ts";',
  "runtime/contract.ts": 'import { matrix } from "../spins/matrix.ts";\nexport const contract = matrix;',
  "evaluate/rates.ts": 'import { contract } from "../runtime/contract.ts";\nexport const rates = contract;',
  "evaluate/moments.ts": 'import { logMoment } from "../generated/log-moment.ts";\nexport const moments = logMoment;',
  "generated/log-moment.ts": "export const logMoment = 1;",
  "generated/index.ts": 'export { channel } from "./channel.ts";',
  "generated/channel.ts": 'import { contract } from "wehrl/runtime";\nexport const channel = contract;',
  "symbolic/algebra/exact.ts": "export const exact = 1;",
  "symbolic/declare/declare.ts": 'import { exact } from "../algebra/exact.ts";\nexport const declare = exact;',
  "symbolic/derive/derivation.ts": 'import { declare } from "../declare/declare.ts";\nexport const derive = declare;',
  "symbolic/integrate/reduce.ts": 'import { derive } from "../derive/derivation.ts";\nexport const reduce = derive;',
  "symbolic/optimize/plan.ts": 'import { reduce } from "../integrate/reduce.ts";\nexport const plan = reduce;',
  "symbolic/print/letters.ts": 'import { plan } from "../optimize/plan.ts";\nexport const letters = plan;',
  "symbolic/print/page/page.ts": 'import { emit } from "../../write/emit.ts";\nexport const page = emit;',
  "symbolic/prove/certify.ts": 'import algebrite from "algebrite";\nexport const certify = () => algebrite;',
  "symbolic/write/emit.ts": 'import { Project } from "ts-morph";\nexport const emit = () => new Project();',
  "symbolic/compile.ts": 'import { plan } from "./optimize/plan.ts";\nexport const compile = plan;',
  "symbolic/index.ts": 'export { compile } from "./compile.ts";',
  "laws/law.ts":
    'import { rates } from "../evaluate/rates.ts";\nimport fc from "fast-check";\nexport const law = [rates, fc];',
  "drawing/marks.ts": "export const marks = 1;",
  "paper/claim.ts": 'import { channel } from "../generated/index.ts";\nexport const claim = channel;',
  "cli/main.ts": 'import { channel } from "../generated/index.ts";\nexport const main = channel;',
  "scripts/bench.ts": "export const bench = 1;",
  "test/cli/main.test.ts": 'import { main } from "../../cli/main.ts";\nexport const test = main;',
};

/** One forbidden import for each rule: the file, what it imports, the rules that must object. */
const seeds: readonly (readonly [file: string, imported: string, ...rules: string[]])[] = [
  ["text/wrong.ts", "../spins/matrix.ts", "text-downhill"],
  ["theorem/wrong.ts", "../text/visible.ts", "theorem-downhill"],
  ["text/wrong.ts", "node:fs", "no-node-in-numerics"],
  ["spins/wrong.ts", "../runtime/contract.ts", "spins-downhill"],
  ["spins/wrong.ts", "../generated/index.ts", "spins-downhill"],
  ["spins/wrong.ts", "node:fs", "no-node-in-numerics"],
  ["runtime/wrong.ts", "../evaluate/rates.ts", "runtime-downhill"],
  ["runtime/wrong.ts", "../symbolic/write/emit.ts", "runtime-downhill"],
  ["runtime/wrong.ts", "../generated/index.ts", "runtime-downhill"],
  ["runtime/wrong.ts", "../generated/log-moment.ts", "runtime-downhill"],
  ["runtime/wrong.ts", "../cli/main.ts", "runtime-downhill", "cli-is-the-top"],
  ["runtime/wrong.ts", "node:fs", "no-node-in-numerics"],
  ["evaluate/wrong.ts", "../paper/claim.ts", "evaluate-downhill"],
  ["evaluate/wrong.ts", "../generated/index.ts", "evaluate-downhill"],
  ["evaluate/wrong.ts", "../symbolic/index.ts", "evaluate-downhill"],
  ["evaluate/wrong.ts", "node:fs", "no-node-in-numerics"],
  ["laws/wrong.ts", "../paper/claim.ts", "laws-downhill"],
  ["laws/wrong.ts", "../generated/index.ts", "laws-downhill"],
  ["laws/wrong.ts", "node:fs", "no-node-in-numerics"],
  ["laws/wrong.ts", "vitest", "laws-with-their-peer-alone"],
  ["cli/wrong.ts", "../laws/law.ts", "laws-on-demand"],
  ["drawing/wrong.ts", "../paper/claim.ts", "drawing-downhill"],
  ["evaluate/wrong.ts", "vega", "drawing-only-in-drawing-paper-and-cli"],
  ["paper/wrong.ts", "../cli/main.ts", "paper-downhill", "cli-is-the-top"],
  ["paper/wrong.ts", "../symbolic/index.ts", "paper-downhill"],
  ["cli/wrong.ts", "../scripts/bench.ts", "cli-downhill"],
  ["symbolic/wrong.ts", "../runtime/index.ts", "symbolic-downhill"],
  ["symbolic/wrong.ts", "../cli/main.ts", "symbolic-downhill", "cli-is-the-top"],
  ["symbolic/wrong.ts", "node:fs", "files-in-write-alone"],
  ["symbolic/write/wrong.ts", "node:crypto", "files-in-write-alone"],
  ["symbolic/algebra/wrong.ts", "../declare/declare.ts", "algebra-downhill"],
  ["symbolic/declare/wrong.ts", "../derive/derivation.ts", "declare-downhill"],
  ["symbolic/derive/wrong.ts", "../integrate/reduce.ts", "derive-downhill"],
  ["symbolic/integrate/wrong.ts", "../optimize/plan.ts", "integrate-downhill"],
  ["symbolic/optimize/wrong.ts", "../print/letters.ts", "optimize-downhill"],
  ["symbolic/print/wrong.ts", "../prove/certify.ts", "print-downhill"],
  ["symbolic/prove/wrong.ts", "../write/emit.ts", "prove-downhill"],
  ["symbolic/write/wrong.ts", "../print/page/page.ts", "write-downhill"],
  ["symbolic/write/wrong.ts", "../compile.ts", "write-downhill"],
  ["symbolic/wrong.ts", "ts-morph", "ts-morph-only-in-write"],
  ["cli/wrong.ts", "ts-morph", "ts-morph-only-in-write"],
  ["symbolic/write-up/wrong.ts", "ts-morph", "ts-morph-only-in-write"],
  ["symbolic/wrong.ts", "algebrite", "computer-algebra-only-in-prove"],
  ["symbolic/wrong.ts", "nerdamer", "computer-algebra-only-in-prove"],
  ["generated/wrong.ts", "../runtime/contract.ts", "generated-only-to-runtime", "generated-by-package-name"],
  ["generated/wrong.ts", "../runtime/index.ts", "generated-by-package-name"],
  ["generated/wrong.ts", "ml-matrix", "generated-only-to-runtime"],
  ["generated/wrong.ts", "../symbolic/prove/certify.ts", "generated-only-to-runtime"],
  ["generated/wrong.ts", "node:fs", "generated-only-to-runtime", "no-node-in-numerics"],
  ["spins/wrong.ts", "pure-rand/generator/xoroshiro128plus", "one-maker-of-random-numbers"],
  ["scripts/wrong.ts", "../cli/main.ts", "cli-is-the-top"],
  ["scripts/wrong.ts", "../test/cli/main.test.ts", "no-test-in-product"],
  ["cli/wrong.ts", "../symbolic/derive/derivation.ts", "compiler-by-its-doors"],
  ["cli/wrong.ts", "../symbolic/index.ts", "compiler-on-demand"],
  ["cli/wrong.ts", "../symbolic/compile.ts", "compiler-on-demand"],
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
