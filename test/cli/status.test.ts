import { spawnSync } from "node:child_process";
import {
  closeSync,
  existsSync,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Overrides, run } from "../../cli/commands/run.ts";
import { InvalidInput } from "../../spins/input/invalid-input.ts";
import { folderWithJob, root, smallJob, wehrl } from "./command.ts";

/** Status 2, nothing on standard output, one line on standard error. */
function expectRefusal(args: readonly string[], line: RegExp, input = ""): void {
  const { status, stdout, stderr } = wehrl(args, input);
  expect(stderr).toMatch(line);
  expect(stderr.trimEnd().split("\n")).toHaveLength(1);
  expect(stdout).toBe("");
  expect(status).toBe(2);
}

const text = JSON.stringify(smallJob);
const changed = (change: object): string => JSON.stringify({ ...smallJob, ...change });
const using = (change: object): string => changed({ channels: [{ ...smallJob.channels[0], ...change }] });

describe("exit status", () => {
  it("is 0 for a job that converged", () => {
    expect(wehrl(["run", "-"], text)).toMatchObject({ status: 0, stderr: "" });
  });

  it("is 3 for one that did not, and the best values are printed", () => {
    // Rank two: Q has zeros, which no grid resolves to 1e-12 with so few points.
    const spins = [1, 1];
    const state = {
      mixture: [
        [0.5, { dicke: [1, 0] }],
        [
          0.5,
          {
            coherent: [
              { theta: 1, phi: 0 },
              { theta: 2, phi: 1 },
            ],
          },
        ],
      ],
    };
    const { status, stdout } = wehrl(
      ["run", "-", "--json"],
      JSON.stringify({ ...smallJob, spins, state, tolerance: 1e-12, budget: 500 }),
    );
    expect(status).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject({
      converged: false,
      warnings: [expect.stringMatching(/^(all times|t = .*): not converged; /)],
    });
  });

  it("is 0 for help and version", () => {
    for (const args of [["--help"], ["run", "--help"], ["channels", "--help"], ["gen", "--help"], ["--version"]]) {
      expect(wehrl(args)).toMatchObject({ status: 0, stderr: "" });
    }
  });

  it("is 2 for bad usage, in one line", () => {
    expectRefusal(["foo"], /^wehrl: unknown command 'foo'; `wehrl --help` lists them/);
    expectRefusal(["runn"], /^wehrl: unknown command 'runn' \(Did you mean run\?\)/);
    expectRefusal(["run", "-", "--jsn"], /^wehrl: unknown option '--jsn' \(Did you mean --json\?\)/);
    expectRefusal(["run"], /missing required argument 'job'/);
    expectRefusal(["run", "a", "b"], /too many arguments/);
    expectRefusal(["run", "-", "--format", "xml"], /'xml' is invalid\. Allowed choices are json, csv, table/);
    expectRefusal(["run", "-", "--json", "--format", "csv"], /cannot be used with/);
    expectRefusal(["run", "-", "--method", "simpson"], /Allowed choices are quadrature, monte-carlo/);
    expectRefusal(["run", "-", "--tolerance", "tight"], /'tight' is invalid\. Expected a number/);
    expectRefusal(["run", "-", "--samples", ""], /Expected a number/);
    expectRefusal(["audit", "--json", "--markdown"], /cannot be used with/);
  });

  it("is 2 for work that has no end, with how much it is", () => {
    expectRefusal(
      ["survey", "--channel", "dephasing", "--states", "1e12"],
      /^wehrl: states: found 1000000000000 states: 1e\+15 evaluations, some \d+ years, expected fewer than 1e\+9$/m,
    );
    expectRefusal(
      ["positivity", "pumping", "--starts", "1e9"],
      /^wehrl: starts: found 1000000000 with 80 iterations each: .* evaluations, some \d+ days, expected/,
    );
  });

  it("is 2 for a seed that is none, before anything is drawn or made", () => {
    const out = join(tmpdir(), "wehrl-never-made");
    expectRefusal(
      ["figure", "1", "--seed", "-1", "--out", out],
      /^wehrl: seed: found -1, expected a seed, an integer from 0 to 2\^53 − 1, such as 1$/m,
    );
    expectRefusal(["figure", "all", "--seed", "1.5", "--out", out], /^wehrl: seed: found 1\.5, expected a seed/m);
    expectRefusal(
      ["survey", "--channel", "dephasing", "--seed", "-7", "--out", out],
      /^wehrl: seed: found -7, expected a seed/m,
    );
    expect(existsSync(out)).toBe(false);
  });

  it("is 2 for a job that cannot be read, in one line that names it", () => {
    expectRefusal(["run", "no-such-job.json"], /^wehrl: no-such-job\.json: found no such file/);
    expectRefusal(["run", "examples"], /^wehrl: examples: found a folder/);
    expectRefusal(
      ["derive", "examples/figure-3.json"],
      /^wehrl: .*figure-3\.json: found no module, expected a \.ts or \.js/,
    );
    expectRefusal(["run", "-"], /^wehrl: standard input:1:6: found no JSON/, '{"a":}');
    expectRefusal(["run", "-"], /^wehrl: standard input: found nothing/);
    const { file } = folderWithJob("{\n  'spins': [0.5]\n}");
    expectRefusal(["run", file], /job\.json:2:3: found no JSON: a single quote/);
  });

  it("is 2 for a job that states no problem, in one line that names the field", () => {
    expectRefusal(["run", "-"], /^wehrl: standard input: tolerence: found an unknown field/, changed({ tolerence: 1 }));
    expectRefusal(["run", "-", "--tolerance", "-1"], /^wehrl: --tolerance: found -1/, text);
    expectRefusal(
      ["run", "-"],
      /: hamiltonian, at character 1 of w\*Jz\[0\]: found unknown name "w"/,
      changed({ hamiltonian: "w*Jz[0]" }),
    );
    const [open, close] = ["[", "]"].map((bracket) => bracket.repeat(1e5));
    expectRefusal(["run", "-"], /: found lists nested too deeply/, `{"spins":${open}${close}}`);
  });

  it.each<[refused: RegExp, job: string, overrides?: Overrides]>([
    [
      /channels\[0\]\.parameters\.Gamma: found -1, expected the damping rate, in \[0, inf\)/,
      using({ parameters: { Gamma: -1, nbar: 0 } }),
    ],
    [/parameters\.nbar: found -0\.5/, using({ parameters: { Gamma: 1, nbar: -0.5 } })],
    [/channels\[0\]\.parameters\.Gama.*did you mean "Gamma"/, using({ parameters: { Gama: 1, nbar: 0 } })],
    [/channels\[0\]\.parameters\.nbar: found nothing/, using({ parameters: { Gamma: 1 } })],
    [
      /unknown channel "spin-pumping", .*; did you mean "pumping"\? – one of your own is known with --channels, the folder/,
      using({ channel: "spin-pumping" }),
    ],
    [/channels\[0\]\.on\[0\]: found 1/, using({ on: [1] })],
    [/state\.dicke\[0\]: found 1\.5, expected an m/, changed({ state: { dicke: [1.5] } })],
    [/times\[1\]: found 0\.5/, changed({ times: [1, 0.5] })],
    [/times\[0\]: found -1/, changed({ times: [-1] })],
    [/^--samples: found 2\.5/, text, { samples: 2.5 }],
    [/^--samples: found 500, which is for Monte Carlo, .*"monte-carlo"/, text, { samples: 500 }],
    [/^--seed: found 3, which is for Monte Carlo, .* or no seed/, text, { seed: 3 }],
    [/: seed: found 3, which is for Monte Carlo/, changed({ method: "quadrature", seed: 3 })],
    [/: job: found 3, expected an object/, "3", { tolerance: 1e-3 }],
    [
      /: samples: found 1000000000 points at 2 times: 2e\+9 evaluations, some \d+ minutes, expected fewer than 1e\+9$/,
      changed({ method: "monte-carlo", samples: 1e9 }),
    ],
    [/: budget: found 1000000000000000 .*: 1e\+15 evaluations, some/, changed({ budget: 1e15 })],
  ])("would be 2, with %s", async (refused, job, overrides = {}) => {
    const { file } = folderWithJob(job);
    const refusal = run(file, { format: "json", out: undefined, channels: undefined, overrides });
    await expect(refusal).rejects.toThrow(InvalidInput);
    await expect(refusal).rejects.toThrow(refused);
    await expect(refusal).rejects.toThrow(/^(\S*job\.json|--\w+): .*$/);
  });
});

describe("--out", () => {
  it("writes what would be printed, and leaves nothing else behind", () => {
    const { folder, file } = folderWithJob(smallJob);
    const out = join(folder, "result.json");
    expect(wehrl(["run", file, "--json", "--out", out])).toMatchObject({ status: 0, stdout: "", stderr: "" });
    expect(readFileSync(out, "utf8")).toBe(wehrl(["run", file, "--json"]).stdout);
    expect(readdirSync(folder).sort()).toEqual(["job.json", "result.json"]);
  });

  it("leaves the file that was there when the job fails", () => {
    const { folder, file } = folderWithJob({ ...smallJob, spins: [0.7] });
    const out = join(folder, "result.json");
    expectRefusal(["run", file, "--out", out], /spins\[0\]/);
    expect(existsSync(out)).toBe(false);
    writeFileSync(out, "before");
    expectRefusal(["run", file, "--out", out], /spins\[0\]/);
    expect(readFileSync(out, "utf8")).toBe("before");
    expect(readdirSync(folder).sort()).toEqual(["job.json", "result.json"]);
  });

  it("follows a symbolic link and writes to a device", () => {
    const { folder, file } = folderWithJob(smallJob);
    const [real, link] = [join(folder, "real.txt"), join(folder, "link.txt")];
    writeFileSync(real, "before");
    symlinkSync(real, link);
    expect(wehrl(["run", file, "--out", link]).status).toBe(0);
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(readFileSync(real, "utf8")).toMatch(/production/);
    expect(wehrl(["run", file, "--out", "/dev/null"]).status).toBe(0);
    expect(lstatSync("/dev/null").isCharacterDevice()).toBe(true);
  });

  it("writes to a pipe of the shell", () => {
    const { folder, file } = folderWithJob(smallJob);
    const program = [process.execPath, join(root, "dist", "cli.js"), "run", file, "--out"].join(" ");
    const { status, stdout, stderr } = spawnSync("bash", ["-c", `${program} >(cat) | cat`], {
      cwd: folder,
      encoding: "utf8",
    });
    expect([status, stdout, stderr]).toEqual([0, expect.stringMatching(/^job.*production/s), ""]);
    expect(readdirSync(folder)).toEqual(["job.json"]);
  });

  it("is refused before anything is computed when its folder is not there", () => {
    const { folder, file } = folderWithJob(smallJob);
    expectRefusal(["run", file, "--out", join(folder, "none", "x.json")], /found no folder/);
    expectRefusal(["run", file, "--out", folder], /found a folder, expected the name of a file/);
    expectRefusal(["run", file, "--out", join(file, "x.json")], /found no folder .*job\.json, expected/);
    expectRefusal(["run", file, "--out", ""], /--out: found an empty name/);
  });

  it("is a failure in one line where nothing more can be written, as standard output is", () => {
    expect(wehrl(["run", "-", "--out", "/dev/full"], text)).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/^wehrl: --out \/dev\/full: found what cannot be written \(ENOSPC.*\n$/),
    });
    const full = openSync("/dev/full", "w");
    const { status, stderr } = spawnSync(process.execPath, ["dist/cli.js", "channels"], {
      stdio: ["ignore", full, "pipe"],
      encoding: "utf8",
    });
    closeSync(full);
    expect([status, stderr]).toEqual([1, expect.stringMatching(/^wehrl: standard output: .*ENOSPC.*\n$/)]);
  });

  it("is refused for a command whose files would land where it stands", () => {
    const { folder } = folderWithJob(smallJob);
    for (const args of [["figure", "3"], ["survey", "--channel", "dephasing"], ["gen"]]) {
      const { status, stdout, stderr } = wehrl([...args, "--out", ""], "", folder);
      expect(stderr).toMatch(/^wehrl: .*'--out <folder>' argument '' is invalid\. Expected the name of a folder\.\n$/);
      expect([status, stdout]).toEqual([2, ""]);
    }
    expect(readdirSync(folder)).toEqual(["job.json"]);
  });

  it.each([
    ["gen", "symbolic/channels/dephasing.ts"],
    ["figure", "all"],
    ["survey", "--channel", "dephasing", "--states", "900000"],
  ])("of %s is no file, nor below one, which is said before anything is computed", (...command) => {
    const { folder, file } = folderWithJob(smallJob);
    expectRefusal([...command, "--out", file], /^wehrl: --out .*job\.json: found .*job\.json, which is no folder/);
    expectRefusal([...command, "--out", join(file, "x")], /job\.json, which is no folder, expected the name of one/);
    expect(readdirSync(folder)).toEqual(["job.json"]);
  });
});
