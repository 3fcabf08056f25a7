import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { textsOf } from "../cli/read/job-texts.ts";
import { matrixOfTerms } from "../cli/read/operator-matrix.ts";
import { withOutputs } from "../scripts/readme.ts";
import type { ChannelDeclaration } from "../symbolic/declare/declaration.ts";
import { type InvalidDeclaration, validate } from "../symbolic/declare/declare.ts";
import { linesOf } from "../text/refusal.ts";
import { copyOfProject, wehrl } from "./support/project.ts";

const readme = readFileSync("README.md", "utf8");

const snippets = (language: string): readonly string[] =>
  [...readme.matchAll(new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``, "g"))].map(([, text]) => text);

const [library, many, declaration, , quantities] = snippets("ts");

const wehrlRun = (job: string) =>
  spawnSync(process.execPath, ["dist/cli.js", "run", "-", "--json"], { input: job, encoding: "utf8" });

describe("the README", () => {
  it("shows what the command prints", () => {
    expect(withOutputs(readme), "run node --import tsx scripts/readme.ts").toBe(readme);
  });

  it("has a job that runs", () => {
    const [, job] = snippets("json");
    const result = JSON.parse(wehrlRun(job).stdout) as { converged: boolean; times: number[] };
    expect(result.converged).toBe(true);
    expect(result.times).toEqual([0, 0.5, 1]);
  });

  it("has a master equation by its collapse operators whose reservoirs are all given Π", () => {
    const [job] = snippets("json");
    const { status, stdout } = wehrlRun(job);
    const { channels } = JSON.parse(stdout) as {
      channels: { class: string; on: number[]; production: number[] | null }[];
    };
    expect(status).toBe(0);
    expect(channels.map(({ on, class: kind, production }) => [on, kind, production !== null])).toEqual([
      [[0], "potential", true],
      [[1], "diffusive", true],
    ]);
  });

  it("translates operators of QuTiP to what has the same matrix", () => {
    const translated = [...readme.matchAll(/^\| (`[^\n]+) \| ([^\n]+) \|$/gm)].map(([, from, to]) => [from, to]);
    const here = (name: string, which = 0) => {
      const [, to] = translated.find(([from]) => from.includes(`\`${name}`))!;
      return [...to.matchAll(/`([^`]*)`/g)][which][1];
    };
    // As QuTiP has them, row by row.
    const matrices: readonly (readonly [string, readonly number[]])[] = [
      [here("sigmaz()"), [1, 0, 0, -1]],
      [here("sigmaz()", 1), [0, 0.5, 0.5, 0]],
      [here("sigmap()"), [0, 1, 0, 0]],
      [here("sigmam()"), [0, 0, 1, 0]],
      [here("qeye(2)"), [1, 0, 0, 1]],
      [here("qeye(2)", 1), [0, 0, 0, 1]],
      [here("tensor"), [0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, -1, 0, 0, -1, 0]],
    ];
    for (const [text, matrix] of matrices) {
      const spins = matrix.length === 4 ? [0.5] : [0.5, 0.5];
      const terms = textsOf(undefined).operator(text, [], spins, null);
      expect([...matrixOfTerms(terms, spins, []).high.re], text).toEqual(matrix);
    }
  });

  it.each([
    ["of one state", library],
    ["of many parameters", many],
    ["of quantities and points", quantities],
  ])("has a library snippet %s that prints what its comment says", (_, snippet) => {
    const file = join("dist", "readme-snippet.mjs");
    writeFileSync(file, snippet);
    const printed = execFileSync(process.execPath, [file], { encoding: "utf8" });
    rmSync(file);
    expect(`// ${printed.trim()}`).toBe(snippet.trim().split("\n").at(-1));
  });

  it("declares a channel that is generated and evaluated", () => {
    const folder = copyOfProject();
    writeFileSync(join(folder, "symbolic", "channels", "spin-pumping.ts"), declaration);
    wehrl(folder, ["gen"]);
    const job = {
      spins: [0.5],
      state: { gibbs: [0.5] },
      channels: [{ channel: "spin-pumping", on: [0], parameters: { Gamma: 1 } }],
    };
    const result = JSON.parse(wehrl(folder, ["run", "-", "--json"], JSON.stringify(job))) as { flux: number[] };
    rmSync(folder, { recursive: true });
    // The mirror image of zero-temperature damping: Φ = 2ΓJ(J − ⟨Jz⟩), ⟨Jz⟩ = −1/4 at n̄ = 1/2.
    expect(result.flux[0]).toBeCloseTo(0.75, 13);
  });

  it("quotes the error of a misspelt parameter", () => {
    const text = declaration.replace(/^[\s\S]*channel\(/, "return (").replace("Gamma*D", "gamma*D");
    const misspelt = new Function(text)() as ChannelDeclaration;
    const quoted = readme
      .match(/ {4}channel "spin-pumping":[\s\S]*?\^\n/)![0]
      .replaceAll(/^ {4}/gm, "")
      .trimEnd();
    let lines: readonly string[] = [];
    try {
      validate(misspelt);
    } catch (error) {
      lines = linesOf(error as InvalidDeclaration);
    }
    expect(lines.join("\n")).toBe(quoted);
  });
});
