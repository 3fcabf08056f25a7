import { spawnSync } from "node:child_process";
import { cpSync, existsSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { folderOf, installed, packed, root, said, typeCheck } from "./project.ts";

const declaration = `import { channel } from "wehrl/symbolic";

export default channel({
  name: "spin-pumping",
  cites: "this test",
  parties: ["a"],
  parameters: { Gamma: { range: "[0, inf)", unit: "1/time", meaning: "pumping rate" } },
  reservoirs: { pump: "Gamma*D[J+]" },
});
`;

const library = `import { channels, coherent, evaluate, type Problem } from "wehrl";
import type { Evaluator } from "wehrl/runtime";
import { derive, validate } from "wehrl/symbolic";
import { channels as own } from "./generated/index.js";
import pumping from "./my-channel.js";

const all: Readonly<Record<string, Evaluator>> = { ...channels, ...own };
const problem: Problem = {
  spins: [0.5],
  state: coherent([0.5], [{ theta: 1, phi: 0 }]),
  channels: [{ channel: all["spin-pumping"]!, on: [0], parameters: { Gamma: 1 } }],
};
export const production: number | undefined = evaluate(problem).production?.values[0];
export const order: number = derive(validate(pumping)).reservoirs.length;
`;

const job = JSON.stringify({
  spins: [0.5],
  state: { gibbs: [0.5] },
  channels: [{ channel: "spin-pumping", on: [0], parameters: { Gamma: 1 } }],
});

let tarball: string;
let project: string;

beforeAll(() => {
  tarball = packed();
  project = installed(tarball);
});

afterAll(() => {
  for (const folder of [project, tarball && dirname(tarball)]) if (folder) rmSync(folder, { recursive: true });
});

const bin = (name: string) => join(root, "node_modules", ".bin", name);
const wehrl = (folder: string, args: readonly string[], input = "") => said(folder, "npx", ["wehrl", ...args], input);

describe("the package", () => {
  it("has no fault that publint knows", () => {
    expect(said(root, bin("publint"), ["run", tarball, "--strict"])).toMatch(/All good/);
  });

  it("has types that every resolution of ES modules finds", () => {
    // Its exit status is the verdict: what it prints has also what it ignores for esm-only.
    expect(said(root, bin("attw"), [tarball, "--profile", "esm-only"])).toContain('"wehrl/symbolic"');
  });

  it("holds what was built and what its README shows, and no source", () => {
    const files = said(root, "tar", ["-tzf", tarball]).trim().split("\n");
    const alien = files.filter(
      (name) => !/^package\/(dist\/|docs\/|examples\/|package\.json$|README\.md$|LICENSE$)/.test(name),
    );
    expect(alien).toEqual([]);
    const shown = readFileSync(join(root, "README.md"), "utf8").matchAll(
      /\]\((?!https?:)([^)]+)\)|\b(examples\/[\w-]+\.json)/g,
    );
    for (const [, link, example] of shown) expect(files).toContain(`package/${link ?? example}`);
  });

  it("tells its own version", () => {
    const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    expect(wehrl(project, ["--version"]).trim()).toBe(version);
  });

  it("loads neither emitter nor computer algebra for a declaration", () => {
    const loaded = (use: string): readonly string[] => {
      const script = `import { createRequire } from "node:module";
        import { channel, compile } from "wehrl/symbolic";
        ${use};
        console.log(JSON.stringify(Object.keys(createRequire(import.meta.url).cache)));`;
      const paths = JSON.parse(said(project, process.execPath, ["--input-type=module", "-e", script])) as string[];
      return ["ts-morph", "nerdamer", "algebrite"].filter((name) => paths.some((path) => path.includes(`/${name}/`)));
    };
    expect(loaded("channel({})")).toEqual([]);
    // The same look sees it where it is needed.
    expect(loaded('await compile({ name: "" }, "", "").catch(() => {})')).toContain("ts-morph");
  });
});

describe("without fast-check", () => {
  it("the laws are refused in one line, with the remedy", () => {
    const { status, stderr } = spawnSync("npx", ["wehrl", "check"], { cwd: project, encoding: "utf8" });
    expect(stderr).toMatch(/^wehrl: wehrl check: found no package fast-check, .*npm install --save-dev fast-check\n$/);
    expect(status).toBe(2);
  });
});

describe.each(["module", "commonjs"] as const)("in a user's project of type %s", (type) => {
  let folder: string;

  beforeAll(() => {
    folder = folderOf(project, type, { "my-channel.ts": declaration, "library.ts": library, "job.json": job });
    wehrl(folder, ["gen", "my-channel.ts", "--out", "generated/"]);
  });

  it("a declared channel becomes a module, a certificate and an index", () => {
    const names = ["spin-pumping.ts", "spin-pumping.certificate.md", "index.ts"];
    for (const name of names) expect([name, existsSync(join(folder, "generated", name))]).toEqual([name, true]);
  });

  it.each(["nodenext", "esnext"] as const)("all of it type-checks with module %s, strictly", (module) => {
    typeCheck(folder, module);
  });

  it("the check finds what was generated unchanged, and the compiler's sources give the same bytes", () => {
    wehrl(folder, ["gen", "my-channel.ts", "--out", "generated/", "--check"]);
    const fromSources = ["--import", "tsx", "cli/commands/main.ts", "gen", join(folder, "my-channel.ts")];
    said(root, process.execPath, [...fromSources, "--out", join(folder, "generated"), "--check"]);
  });

  it("a job runs with it", () => {
    const result = JSON.parse(wehrl(folder, ["run", "job.json", "--channels", "generated/", "--json"]));
    // The mirror image of zero-temperature damping: Φ = 2ΓJ(J − ⟨Jz⟩), ⟨Jz⟩ = −1/4 at n̄ = 1/2.
    expect(result.flux[0]).toBeCloseTo(0.75, 13);
    expect(result).toMatchObject({ converged: true, warnings: [] });
  });

  it("it is listed among the channels", () => {
    expect(wehrl(folder, ["channels", "--channels", "generated"])).toMatch(
      /^spin-pumping +one spin +Gamma +potential$/m,
    );
  });
});

describe("with fast-check, the laws in a user's project", () => {
  let folder: string;

  beforeAll(() => {
    const { devDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    const peer = `fast-check@${devDependencies["fast-check"]}`;
    said(project, "npm", ["install", "--prefer-offline", "--no-audit", "--no-fund", "--silent", "--save-dev", peer]);
    symlinkSync(join(root, "node_modules", "vitest"), join(project, "node_modules", "vitest"));
    const readme = readFileSync(join(root, "README.md"), "utf8");
    const [snippet] = /(?<=```ts\n)import \{ describe, it \}[\s\S]*?(?=```)/.exec(readme)!;
    folder = folderOf(project, "module", { "my-channel.ts": declaration, "laws.test.ts": snippet }, "laws");
    wehrl(folder, ["gen", "my-channel.ts", "--out", "generated/"]);
    cpSync(join(folder, "generated"), join(folder, "false"), { recursive: true });
    const module = join(folder, "false", "spin-pumping.ts");
    writeFileSync(module, readFileSync(module, "utf8").replace("rate: Gamma,", "rate: 1.01 * Gamma,"));
  });

  const checked = (channels: string) =>
    spawnSync("npx", ["wehrl", "check", channels, "--runs", "4"], { cwd: folder, encoding: "utf8" });
  const tested = () =>
    spawnSync(process.execPath, [join(root, "node_modules", "vitest", "vitest.mjs"), "run", "--root", folder], {
      cwd: folder,
      encoding: "utf8",
    });

  it("hold for a channel that is declared there, by the command and in the README's test", () => {
    typeCheck(folder, "nodenext");
    const { status, stdout } = checked("generated/");
    expect(stdout).toMatch(
      /\d\d laws hold, 0 fail, \d are not claimed; again: wehrl check generated\/ --seed 1 --runs 4/,
    );
    expect(status).toBe(0);
    expect(tested()).toMatchObject({ status: 0 });
  });

  it("catch a rate that is off by one in a hundred, with the job in which it shows", () => {
    const { status, stdout } = checked("false/");
    expect(stdout).toMatch(/fails +changes the entropy by what is produced less what flows out: dS\/dt/);
    const [, job] = /in the job (.*)/.exec(stdout)!;
    expect(JSON.parse(job)).toMatchObject({ channels: [{ channel: "spin-pumping", on: [0] }] });
    expect(status).toBe(1);
    const file = join(folder, "laws.test.ts");
    writeFileSync(file, readFileSync(file, "utf8").replace("./generated/", "./false/"));
    const { status: failed, stderr } = tested();
    expect(stderr).toContain("not so: spin-pumping changes the entropy by what is produced less what flows out");
    expect(failed).toBe(1);
  });
});
