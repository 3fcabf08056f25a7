import { cpSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { root, smallJob, wehrl } from "./command.ts";

/** A project that has this package, and in `generated/` a channel of its own and one that is named as a built-in one. */
const project = mkdtempSync(join(tmpdir(), "wehrl-channels-"));
const folder = join(project, "generated");

beforeAll(() => {
  mkdirSync(join(project, "node_modules"));
  symlinkSync(root, join(project, "node_modules", "wehrl"));
  mkdirSync(folder);
  const dephasing = readFileSync(join(root, "generated", "dephasing.ts"), "utf8");
  writeFileSync(join(folder, "dephasing.ts"), dephasing);
  writeFileSync(join(folder, "my-noise.ts"), dephasing.replaceAll('"dephasing"', '"my-noise"'));
  writeFileSync(
    join(folder, "index.ts"),
    `import { dephasing } from "./dephasing.js";
     import { dephasing as noise } from "./my-noise.js";
     export const channels: object = { dephasing, "my-noise": noise };`,
  );
});

const jobOf = (channel: string) =>
  JSON.stringify({ ...smallJob, channels: [{ channel, on: [0], parameters: { lambda: 1 } }] });

const run = (channel: string, args: readonly string[]) =>
  JSON.parse(wehrl(["run", "-", "--json", ...args], jobOf(channel)).stdout);

function expectRefusal(args: readonly string[], line: RegExp, cwd = root): void {
  const { status, stdout, stderr } = wehrl(args, jobOf("dephasing"), cwd);
  expect(stderr).toMatch(line);
  expect(stderr.trimEnd().split("\n")).toHaveLength(1);
  expect([status, stdout]).toEqual([2, ""]);
}

describe("--channels", () => {
  it("adds the channels of a folder to the built-in ones", () => {
    const own = run("my-noise", ["--channels", folder]);
    expect(own.channels[0].channel).toBe("my-noise");
    expect(own.production).toEqual(run("dephasing", []).production);
    expect(own.warnings).toEqual([]);
  });

  it("takes the folder's channel where both have one of that name, and warns", () => {
    const { warnings, converged } = run("dephasing", ["--channels", folder]);
    expect(warnings).toEqual([`channel "dephasing" is the one of ${folder}; it hides the built-in one of that name`]);
    expect(converged).toBe(true);
    expect(wehrl(["run", "-", "--channels", folder], jobOf("dephasing")).stdout).toMatch(
      /^warning +channel "dephasing"/m,
    );
  });

  it("reads compiled JavaScript as well", () => {
    const compiled = join(project, "compiled");
    mkdirSync(compiled);
    writeFileSync(join(compiled, "package.json"), '{ "type": "module" }');
    writeFileSync(
      join(compiled, "index.js"),
      'import { dephasing } from "wehrl/generated";\nexport const channels = { "my-noise": { ...dephasing, name: "my-noise" } };',
    );
    expect(run("my-noise", ["--channels", compiled]).channels[0].channel).toBe("my-noise");
  });

  it("lists them", () => {
    const { stdout, stderr, status } = wehrl(["channels", "--json", "--channels", folder]);
    const names = JSON.parse(stdout).channels.map(({ name }: { readonly name: string }) => name);
    expect(names).toContain("my-noise");
    expect(names.filter((name: string) => name === "dephasing")).toHaveLength(1);
    expect(stderr).toMatch(/^wehrl: warning: channel "dephasing" is the one of .*generated; it hides/);
    expect(status).toBe(0);
  });

  it("searches them for negative production", () => {
    const search = (name: string, args: readonly string[]) =>
      wehrl(["positivity", name, "--starts", "1", "--json", ...args]);
    const { status, stdout, stderr } = search("my-noise", ["--channels", folder]);
    expect([status, stderr]).toEqual([0, ""]);
    const { channel, violated, production } = JSON.parse(stdout);
    expect([channel, violated]).toEqual(["my-noise", false]);
    expect(production).toBe(JSON.parse(search("dephasing", []).stdout).production);
    expect(search("dephasing", ["--channels", folder]).stderr).toMatch(/^wehrl: warning: .* it hides the built-in/);
    expectRefusal(["positivity", "my-niose", "--channels", folder], /did you mean "my-noise"\?/);
    expectRefusal(["positivity", "my-noise"], /found unknown channel "my-noise"/);
  });

  it("is nothing to derive from: that takes the declaration", () => {
    const line = "found a generated module, expected the declaration .*; give the file that it was generated from";
    expectRefusal(
      ["derive", "my-noise", "--channels", folder],
      /^wehrl: --channels .*: found an option .*; wehrl channels my-noise --channels .* tells what was derived of it\n$/,
    );
    expectRefusal(["derive", "mine.ts", "--channels", folder], /and no such option; write wehrl derive mine\.ts\n$/);
    expectRefusal(["derive", join(folder, "my-noise.ts")], new RegExp(`my-noise\\.ts: ${line}`));
  });

  it("knows their names when a job misspells one", () => {
    const { stderr } = wehrl(["run", "-", "--channels", folder], jobOf("my-niose"));
    expect(stderr).toMatch(
      /unknown channel "my-niose", expected one of .*dephasing.*my-noise; did you mean "my-noise"\?/,
    );
  });

  it("is refused in one line for a folder that has none", () => {
    const empty = mkdtempSync(join(tmpdir(), "wehrl-none-"));
    const remedy = "expected a folder of generated channels; write one with: wehrl gen DECLARATION\\.ts --out ";
    expectRefusal(["run", "-", "--channels", join(empty, "none")], new RegExp(`none: found no such folder, ${remedy}`));
    expectRefusal(["run", "-", "--channels", empty], new RegExp(`found no index\\.ts or index\\.js, ${remedy}`));
    expectRefusal(["channels", "--channels", empty], /found no index\.ts or index\.js/);
    expectRefusal(["positivity", "dephasing", "--channels", empty], /found no index\.ts or index\.js/);
    expectRefusal(
      ["run", "-", "--channels", join(root, "README.md")],
      /README\.md: found no folder, .*; write one with/,
    );
    const index = join(empty, "index.ts");
    writeFileSync(index, "export const chanels = {};");
    expectRefusal(["run", "-", "--channels", empty], /found .*index\.ts that exports no channels, .*; write one/);
    writeFileSync(index, "export const channels = { mine: { name: 'mine' } };");
    expectRefusal(
      ["run", "-", "--channels", empty],
      /found "mine", which is no channel of this version, .*; generate it again/,
    );
    writeFileSync(index, "export const channels = {");
    expectRefusal(["run", "-", "--channels", empty], /index\.ts: found no TypeScript: .* at line and column 1:25/);
    writeFileSync(index, 'import { mine } from "./mine.js";\nexport const channels = { mine };');
    expectRefusal(["run", "-", "--channels", empty], /index\.ts: found an import of .*mine\.js, which is not there/);
  });

  it("names the channel and its function where one fails in a run", () => {
    const failing = mkdtempSync(join(tmpdir(), "wehrl-failing-"));
    mkdirSync(join(failing, "node_modules"));
    symlinkSync(root, join(failing, "node_modules", "wehrl"));
    writeFileSync(join(failing, "package.json"), '{ "type": "module" }');
    const index = (fails: string) =>
      `import { dephasing } from "wehrl/generated";
       const fail = () => { throw new Error("no\\nluck"); };
       export const channels = { dephasing: { ...dephasing, ${fails} }, other: { ...dephasing, name: "other", ${fails} } };`;
    const line = (name: string) =>
      new RegExp(`: ${name}: found a function that fails: no\\\\nluck, .*wehrl check .*tries each`);
    for (const [name, fails] of [
      ["dephasing\\.inner", "inner: fail"],
      ["dephasing\\.jumps", "jumps: fail"],
    ]) {
      writeFileSync(join(failing, "index.js"), index(fails!));
      expectRefusal(["run", "-", "--channels", failing], line(name!));
    }
    expectRefusal(["positivity", "other", "--starts", "1", "--channels", failing], line("other\\.jumps"));
  });

  it("says what is missing where the package is not installed", () => {
    const bare = mkdtempSync(join(tmpdir(), "wehrl-bare-"));
    // Of which more than types is asked from the package.
    cpSync(join(root, "generated", "pumping.ts"), join(bare, "pumping.ts"));
    writeFileSync(join(bare, "index.ts"), 'export { pumping } from "./pumping.js";');
    expectRefusal(
      ["run", "-", "--channels", bare],
      /found an import of wehrl.*, which is not there, .*; install it in its project/,
      bare,
    );
  });
});
