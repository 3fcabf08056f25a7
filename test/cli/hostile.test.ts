import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { problemOf } from "../../cli/read/job.ts";
import { textsOf } from "../../cli/read/job-texts.ts";
import { parseJson } from "../../cli/read/json-text.ts";
import { evaluate } from "../../evaluate/problem/evaluate.ts";
import { channels } from "../../generated/index.ts";
import { InvalidInput } from "../../spins/input/invalid-input.ts";
import { oneLine } from "../../text/visible.ts";
import { folderWithJob, root, smallJob, wehrl } from "./command.ts";

/** What is said of a job, as a pipe gets it. */
function refusal(text: string): string {
  try {
    evaluate(problemOf(parseJson(text, "job"), channels, textsOf));
  } catch (error) {
    if (error instanceof InvalidInput) return error.message;
    throw error;
  }
  throw new Error("it was not refused");
}

/** One short visible line and status 2, with these words. */
function expectLine(args: readonly string[], words: RegExp, input = "", cwd = root): void {
  const { status, stdout, stderr } = wehrl(args, input, cwd);
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr.endsWith("\n")).toBe(true);
  const line = stderr.slice(0, -1);
  expect(line).toMatch(words);
  expect(line.length).toBeLessThanOrEqual(600);
  expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
}

const changed = (change: object): string => JSON.stringify({ ...smallJob, ...change });
const use = (channel: string, parameters: object) => ({ channels: [{ channel, on: [0], parameters }] });

describe("a job from a stranger is refused in one short line:", () => {
  it.each<[string, string, RegExp]>([
    ["lists within lists", "[".repeat(1e6), /1:33: found lists nested too deeply, more than 32/],
    ["a key twice, hidden", '{"\\u202ea": 1, "\\u202ea": 2}', /1:16: found "\\u\{202e\}a" twice in one object/],
    ["a channel called constructor", changed(use("constructor", {})), /unknown channel "constructor"/],
    ["a parameter called __proto__", changed(use("dephasing", {})).replace("{}", '{"__proto__":1}'), /__proto__/],
    [
      "a parameter called toString",
      changed(use("dephasing", { toString: 1 })),
      /parameters\.toString: found no parameter of dephasing/,
    ],
    ["control bytes", changed({ "\u001b[31m\u202e": 1 }), /\\u\{1b\}\[31m\\u\{202e\}: found an unknown field/],
    ["a field of a million letters", changed({ ["x".repeat(1e6)]: 1 }), /^x{39}…: found an unknown field/],
    ["a Hamiltonian in a space of 10^6 letters", changed({ hamiltonian: "a".repeat(1e6) }), /unknown name "a{39}…"/],
    [
      "a Hamiltonian without a sign",
      changed({ hamiltonian: "2 Jz" }),
      /at character 3.*: found "Jz", expected .*; a product is written with \*$/,
    ],
    [
      "entries of 1e308",
      changed({
        state: {
          re: [
            [0.5, 1e308],
            [1e308, 0.5],
          ],
        },
      }),
      /state\[0\]\[1\]: found 1e\+308, expected an entry/,
    ],
    [
      "an angle of 1e308",
      changed({ state: { coherent: [{ theta: 1, phi: 1e308 }] } }),
      /phi: found 1e\+308, expected an angle/,
    ],
    ["13 spins", changed({ spins: Array(13).fill(0.5) }), /spins: found 13 spins, expected at most 12/],
  ])("%s", (_, job, words) => {
    const message = refusal(job);
    expect(message).toMatch(words);
    expect(oneLine(message)).toBe(message);
  });

  it("40 MB through a pipe, and control bytes, by the command", () => {
    expectLine(["run", "-"], /standard input: found more than 33554432 bytes/, " ".repeat(4e7));
    expectLine(["run", "-"], /\\u\{1b\}\[31m\\u\{202e\}: found an unknown field/, changed({ "\u001b[31m\u202e": 1 }));
  });

  it("bytes that are no text, a folder, and more bytes than a job has", () => {
    const { folder } = folderWithJob(smallJob);
    const file = join(folder, "bytes");
    writeFileSync(
      file,
      Uint8Array.from({ length: 1000 }, (_, k) => k % 256),
    );
    expectLine(["run", file], /bytes: found no text in UTF-8, expected a job in JSON/);
    expectLine(["run", folder], /found a folder, expected a job file/);
    if (existsSync("/dev/zero")) expectLine(["run", "/dev/zero"], /zero: found more than 33554432 bytes/);
  });
});

it("a Hamiltonian of 20,000 summands is a legitimate one", () => {
  const hamiltonian = `${"1e-5*Jz + ".repeat(20_000)}Jz`;
  const { status, stdout } = wehrl(["run", "-", "--json"], changed({ hamiltonian }));
  expect(status).toBe(0);
  expect(JSON.parse(stdout).job.hamiltonian).toBe(hamiltonian);
});

it("a folder that is gone is said to be gone", () => {
  const folder = mkdtempSync(join(tmpdir(), "wehrl-gone-"));
  const script = `cd "$1" && rmdir "$1" && exec "$2" "$3" figure 1 --out there`;
  const args = ["-c", script, "sh", folder, process.execPath, join(root, "dist", "cli.js")];
  const { status, stderr } = spawnSync("sh", args, { encoding: "utf8" });
  expect([status, stderr]).toEqual([
    2,
    "wehrl: the folder that the command stands in is gone; change to one that is there\n",
  ]);
});

it("a declaration whose source ends a comment is generated, and runs nothing of it", () => {
  const folder = mkdtempSync(join(tmpdir(), "wehrl-hostile-"));
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(root, join(folder, "node_modules", "wehrl"));
  const breach =
    "*/ require('node:fs').writeFileSync('breach', ''); import('node:fs').then((f) => f.writeFileSync('breach', '')); /*";
  const parameter = { range: "[0, inf)", unit: breach, meaning: breach };
  const declared = {
    name: "hostile",
    cites: breach,
    parties: ["a"],
    parameters: { constructor: parameter },
    reservoirs: { [breach]: "constructor*D[J-]" },
  };
  writeFileSync(
    join(folder, "hostile.ts"),
    `import { channel } from "wehrl/symbolic";\nexport default channel(${JSON.stringify(declared)});\n`,
  );
  expect(wehrl(["gen", "hostile.ts", "--out", "generated"], "", folder)).toMatchObject({ status: 0 });
  const job = { ...smallJob, channels: [{ channel: "hostile", on: [0], parameters: { constructor: 1 } }] };
  expect(wehrl(["run", "-", "--channels", "generated"], JSON.stringify(job), folder)).toMatchObject({ status: 0 });
  expect(existsSync(join(folder, "breach"))).toBe(false);
  rmSync(folder, { recursive: true });
});

describe("a module that is asked for a declaration or for channels", () => {
  const folder = mkdtempSync(join(tmpdir(), "wehrl-module-"));
  const written = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const others = 'cites: "this test", parties: ["a"], parameters: {}, reservoirs: { z: "D[Jz]" }';
  const never = /found a module that never finishes loading, or ends the program, expected one that can be loaded$/;

  it.each([
    ["never.mjs", "await new Promise(() => {});"],
    ["thenable.mjs", "export const then = () => {};"],
    ["exits.mjs", "process.exit(0);"],
  ])("and is never there (%s) is refused in one line, by derive, gen and --channels", (name, text) => {
    const file = written(name, text);
    for (const args of [
      ["derive", file],
      ["gen", file, "--out", join(folder, "out")],
    ])
      expectLine(args, never);
    mkdirSync(join(folder, `with-${name}`));
    written(join(`with-${name}`, "index.js"), `await import("../${name}");`);
    expectLine(["channels", "--channels", join(folder, `with-${name}`)], never);
  });

  it("and has what fails when it is looked at is refused in one line", () => {
    const top = written("top.mjs", `export default { get name() { throw new Error("no\\nname"); }, ${others} };`);
    const deep = written(
      "deep.mjs",
      `export default { name: "deep", ${others.replace("{}", "{ get p() { throw 1; } }")} };`,
    );
    expectLine(["derive", top], /top\.mjs: found a declaration that cannot be read \(no.*name\), expected plain data$/);
    expectLine(
      ["gen", deep, "--out", join(folder, "out")],
      /deep\.mjs: found a declaration that cannot be read \(it throws 1\)/,
    );
  });

  it("and ends the program while it is read is a failure, and says so", () => {
    const file = written("ends.mjs", `export default { get name() { process.exit(0); }, ${others} };`);
    expect(wehrl(["derive", file])).toEqual({
      status: 1,
      stdout: "",
      stderr: "wehrl: the process was ended before the command was done\n",
    });
  });
});
