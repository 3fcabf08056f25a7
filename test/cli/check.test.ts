import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { root, wehrl } from "./command.ts";

/** A project that has this package, and in `generated/` a channel of its own. */
const project = mkdtempSync(join(tmpdir(), "wehrl-check-"));

/** A folder with the built-in dephasing, changed. */
function channelsOf(name: string, change: (text: string) => string): string {
  const folder = join(project, name);
  mkdirSync(folder);
  const text = readFileSync(join(root, "generated", "dephasing.ts"), "utf8");
  writeFileSync(join(folder, "my-noise.ts"), change(text.replaceAll('"dephasing"', '"my-noise"')));
  writeFileSync(
    join(folder, "index.ts"),
    'import { dephasing } from "./my-noise.js";\nexport const channels = { "my-noise": dephasing };\n',
  );
  return folder;
}

beforeAll(() => {
  mkdirSync(join(project, "node_modules"));
  symlinkSync(root, join(project, "node_modules", "wehrl"));
});

afterAll(() => rmSync(project, { recursive: true }));

interface Checked {
  readonly channels: readonly {
    readonly channel: string;
    readonly findings: readonly {
      readonly law: string;
      readonly notClaimed: string | null;
      readonly outcome: { readonly runs: number; readonly seed: number; readonly fault: object | null } | null;
    }[];
  }[];
}

describe("wehrl check", () => {
  it("holds each law that a channel claims against it, and gives the reason for each that it does not", () => {
    const { status, stdout, stderr } = wehrl([
      "check",
      channelsOf("true", String),
      "--runs",
      "2",
      "--seed",
      "7",
      "--json",
    ]);
    expect([status, stderr]).toEqual([0, ""]);
    const { channels } = JSON.parse(stdout) as Checked;
    expect(channels.map(({ channel }) => channel)).toEqual(["my-noise"]);
    for (const { law, notClaimed, outcome } of channels[0].findings) {
      if (notClaimed === null) expect([law, outcome]).toEqual([law, { runs: 2, seed: 7, fault: null }]);
      else expect([law, outcome]).toEqual([law, null]);
    }
    const others = channels[0].findings.filter(({ notClaimed }) => notClaimed !== null);
    expect(others.map(({ notClaimed }) => notClaimed)).toEqual(
      others.map(() => "it has no state whose Husimi function is Q*"),
    );
    expect(others).toHaveLength(2);
  });

  it("prints the job in which a law fails, which runs, and how to come to it again", () => {
    const folder = channelsOf("false", (text) => text.replace("rate: lambda", "rate: 1.01 * lambda"));
    const { status, stdout } = wehrl(["check", folder, "--runs", "2", "--seed", "7"]);
    expect(status).toBe(1);
    expect(stdout).toMatch(/^ {2}fails +changes the entropy by what is produced less what flows out: dS\/dt/m);
    expect(stdout.trimEnd()).toMatch(/\d fail, 2 are not claimed; again: wehrl check .*false --seed 7 --runs 2$/);
    const [, job] = /in the job (.*)/.exec(stdout)!;
    const { production } = JSON.parse(wehrl(["run", "-", "--json", "--channels", folder], job).stdout);
    expect(production[0]).toBeGreaterThan(0);
  });

  it("names the function that gives no number, in a few seconds", () => {
    const folder = channelsOf("nan", (text) => text.replace("out[k] = term1", "out[k] = NaN"));
    const { status, stdout } = wehrl(["check", folder, "--runs", "2"]);
    expect(status).toBe(1);
    expect(stdout).toMatch(/^ {2}fails +gives numbers, from each of its functions: inner gives NaN\n +in the job \{/m);
  });

  it("ends where a channel's module has set something going that does not", () => {
    const folder = channelsOf("live", (text) => `${text}\nsetInterval(() => {}, 1000);\n`);
    const start = performance.now();
    expect(wehrl(["channels", "--channels", folder]).status).toBe(0);
    expect(wehrl(["check", folder, "--runs", "1"]).stdout).toMatch(/0 fail/);
    expect(performance.now() - start).toBeLessThan(20_000);
  });

  it.each([
    ["throws-none.js", "throw null;", /found a module that throws null, expected one that can be loaded$/],
    [
      "throws-closed.js",
      "throw new (class extends Error { get message() { throw 1; } })();",
      /found a module that throws what cannot be read, expected one that can be loaded$/,
    ],
    [
      "getter.js",
      'export const channels = { get a() { throw new Error("got"); } };',
      /index\.js with channels that cannot be read \(got\)/,
    ],
    [
      "proxy.js",
      "export const channels = new Proxy({}, { ownKeys() { throw 5; } });",
      /index\.js with channels that cannot be read \(it throws 5\), expected a folder of .*; generate it again$/,
    ],
    [
      "later.js",
      'setTimeout(() => { throw new Error("late"); }); await new Promise((done) => setTimeout(done, 1000));',
      /found a module that fails after it was loaded: late, expected one that does not$/,
    ],
  ])("refuses %s in one line", (name, text, line) => {
    const folder = join(project, `hostile-${name}`);
    mkdirSync(folder);
    writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
    writeFileSync(join(folder, "index.js"), text);
    const { status, stdout, stderr } = wehrl(["check", folder]);
    expect([status, stdout, stderr.trimEnd().split("\n").length]).toEqual([2, "", 1]);
    expect(stderr.trimEnd()).toMatch(line);
  });

  it.each([
    [["none"], /^wehrl: .*none: found no such folder, expected a folder of generated channels; write one with/],
    [
      ["README.md/my-channel.ts"],
      /found no such folder, .*; write one with: wehrl gen README\.md\/my-channel\.ts --out generated\/, and give generated\/$/,
    ],
    [["--runs", "0"], /^wehrl: --runs: found 0, expected a whole number from 1 to 2147483647$/],
    [["--runs", "1.5"], /^wehrl: --runs: found 1\.5, expected a whole number/],
    [["--seed", "1e12"], /^wehrl: --seed: found 1000000000000, expected a whole number/],
    [["--seed", "x"], /--seed .*Expected a number/],
  ])("refuses %j in one line", (args, line) => {
    const { status, stdout, stderr } = wehrl(["check", ...args]);
    expect([status, stdout, stderr.trimEnd().split("\n").length]).toEqual([2, "", 1]);
    expect(stderr.trimEnd()).toMatch(line);
  });
});
