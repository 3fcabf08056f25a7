/** Where `--out` leads: links, devices, pipes, descriptors; what is interrupted, and who stops reading. */
import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { folderWithJob, root, smallJob, wehrl } from "./command.ts";

const program = join(root, "dist", "cli.js");

/** A line of the shell, in which $W is the program and $J a small job. */
function shell(line: string): { readonly folder: string; readonly out: string; readonly err: string } {
  const { folder, file } = folderWithJob(smallJob);
  const env = { ...process.env, W: `${process.execPath} ${program}`, J: file };
  const { stdout, stderr } = spawnSync("bash", ["-c", line], { cwd: folder, encoding: "utf8", env });
  return { folder, out: stdout, err: stderr };
}

describe("--out", () => {
  it("follows a link to a file that is not there, and refuses a circle", () => {
    const { folder, file } = folderWithJob(smallJob);
    mkdirSync(join(folder, "deep"));
    const link = join(folder, "link");
    symlinkSync("deep/result", link);
    expect(wehrl(["run", file, "--out", link])).toMatchObject({ status: 0, stderr: "" });
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(folder, "deep", "result"), "utf8")).toMatch(/production/);
    const [nowhere, round] = [join(folder, "nowhere"), join(folder, "round")];
    symlinkSync("none/result", nowhere);
    symlinkSync("round", round);
    for (const [path, why] of [
      [nowhere, /found no folder .*none, expected/],
      [round, /circle/],
    ] as const) {
      const { status, stderr } = wehrl(["run", file, "--out", path]);
      expect([status, stderr]).toEqual([2, expect.stringMatching(why)]);
      expect(lstatSync(path).isSymbolicLink()).toBe(true);
    }
  });

  it("is no file that the job is read from, by whatever name, and neither is that of --states", () => {
    const { folder, file } = folderWithJob(smallJob);
    const before = readFileSync(file, "utf8");
    symlinkSync("job.json", join(folder, "link"));
    const rho = join(folder, "rho.npy");
    const parts = { ...smallJob, state: { mixture: [[1, { file: "rho.npy" }]] } };
    expect(wehrl(["run", file, "--states", rho]).status).toBe(0);
    writeFileSync(join(folder, "other.json"), JSON.stringify(parts));
    const kept = readFileSync(rho);
    for (const args of [
      ["run", file, "--out", file],
      ["run", "job.json", "--out", "./link"],
      ["run", "link", "--out", "job.json"],
      ["run", "other.json", "--states", rho],
      ["husimi", "other.json", "--out", "rho.npy"],
    ]) {
      const { status, stderr } = wehrl(args, "", folder);
      expect([status, stderr]).toEqual([2, expect.stringMatching(/: found a file that the job is read from, .*\n$/)]);
    }
    expect(readFileSync(file, "utf8")).toBe(before);
    expect(readFileSync(rho).equals(kept)).toBe(true);
  });

  it("keeps the mode of a file", () => {
    const { folder, file } = folderWithJob(smallJob);
    const out = join(folder, "private");
    writeFileSync(out, "");
    chmodSync(out, 0o600);
    expect(wehrl(["run", file, "--out", out]).status).toBe(0);
    expect(statSync(out).mode & 0o7777).toBe(0o600);
  });

  it("takes a name of 255 bytes, and refuses one of 256 before anything is computed", () => {
    const { folder, file } = folderWithJob(smallJob);
    const longest = "n".repeat(255);
    expect(wehrl(["run", file, "--out", longest], "", folder)).toMatchObject({ status: 0, stderr: "" });
    expect(readdirSync(folder).sort()).toEqual(["job.json", longest]);
    const endless = { ...smallJob, times: Array.from({ length: 50_000 }, (_, k) => k) };
    const { status, stderr } = wehrl(["run", "-", "--out", `${longest}n`], JSON.stringify(endless), folder);
    expect([status, stderr]).toEqual([2, expect.stringMatching(/ENAMETOOLONG.*\n$/)]);
  });

  it("of a descriptor adds to what it has, be it a file that is appended to or one that is gone", () => {
    const appended = shell("echo before > log; $W run $J --out /dev/stdout >> log; echo after >> log");
    expect(readFileSync(join(appended.folder, "log"), "utf8")).toMatch(/^before\njob .*production.*\nafter\n$/s);
    const gone = shell("exec 3>&1 > gone; rm gone; $W run $J --out /dev/stdout; echo $? >&3");
    expect(gone).toMatchObject({ out: "0\n", err: "" });
    expect(lstatSync("/dev/stdout").isSymbolicLink()).toBe(true);
    expect(shell("$W run $J --out /dev/stderr").err).toMatch(/^job .*production/s);
    expect(shell("$W run $J --out /dev/fd/7 7> seven; head -c 3 seven").out).toBe("job");
    const closed = shell("$W run $J --out /dev/fd/99; echo $?");
    expect(closed).toMatchObject({
      out: "2\n",
      err: expect.stringMatching(/^wehrl: --out \/dev\/fd\/99: .*EBADF.*\n$/),
    });
  });

  it("of a pipe is read by who reads it, to the end or not", () => {
    expect(shell("mkfifo pipe; cat pipe & $W run $J --out pipe; wait").out).toMatch(/^job .*production/s);
    // The reader leaves with the first byte of more than a pipe holds.
    const long = 'times=$(seq -s, 1 800); sed "s/\\[0,0.5\\]/[$times]/" $J > long.json;';
    const left = shell(`${long} mkfifo pipe; head -c 1 pipe & $W run long.json --json --out pipe; echo " $?"; wait`);
    expect(left).toMatchObject({ out: "{ 0\n", err: "" });
  });

  it("is refused in one line where nothing may be written", () => {
    const refused = shell(
      "mkdir shut; chmod 555 shut; $W run $J --out new/; echo $?; $W run $J --out /proc/none; echo $?",
    );
    expect(refused.out).toBe("2\n2\n");
    expect(refused.err).toMatch(
      /^wehrl: --out new\/: found no folder new\/, expected .*\nwehrl: --out \/proc\/none: .*\n$/,
    );
  });
});

describe("a reader that stops reading", () => {
  it("of results or of messages is no failure", () => {
    for (const line of [
      "set -o pipefail; $W channels | head -n 1; echo $?",
      "set -o pipefail; $W run none 2>&1 | true; echo $?",
    ])
      expect(shell(line)).toMatchObject({ out: expect.stringMatching(/^(.+\n)?[02]\n$/), err: "" });
  });
});

describe("a signal", () => {
  const endless = { ...smallJob, times: Array.from({ length: 90_000 }, (_, k) => k / 1000) };

  it.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
    ["SIGHUP", 129],
  ] as const)("%s ends a job at once, with nothing written and %i for the shell", async (signal, status) => {
    const { folder, file } = folderWithJob(endless);
    const line = '"$0" "$1" run "$2" --out "$3" & echo $!; wait $!; echo $?';
    const child: ChildProcess = spawn("bash", ["-c", line, process.execPath, program, file, join(folder, "out")]);
    let said = "";
    child.stdout!.on("data", (data: Buffer) => {
      said += data;
      if (/^\d+\n$/.test(said)) setTimeout(() => process.kill(Number(said), signal), 700);
    });
    await new Promise((done) => child.once("close", done));
    expect(said.trim().split("\n")[1]).toBe(String(status));
    expect(readdirSync(folder)).toEqual(["job.json"]);
  });
});

describe("wehrl gen", () => {
  const declaration = `export default { name: "my-channel", cites: "this test", parties: ["a"],
    parameters: { rate: { range: "[0, inf)", unit: "1/time", meaning: "a rate" } }, reservoirs: { bath: "rate*D[Jx]" } };`;

  it("leaves the folder as it was on a disk that is full", ({ skip }) => {
    const { folder } = folderWithJob(smallJob);
    const [disk, file] = [join(folder, "disk"), join(folder, "my-channel.ts")];
    mkdirSync(disk);
    writeFileSync(file, declaration);
    try {
      execFileSync("mount", ["-t", "tmpfs", "-o", "size=8k", "tmpfs", disk], { stdio: "ignore" });
    } catch {
      skip("only root may mount a disk");
    }
    try {
      const before = "// Generated: do not edit\n";
      writeFileSync(join(disk, "index.ts"), before);
      const { status, stderr } = wehrl(["gen", file, "--out", disk]);
      expect([status, stderr]).toEqual([
        1,
        expect.stringMatching(/^wehrl: --out .*: found what cannot be written \(ENOSPC.*$/m),
      ]);
      expect(readdirSync(disk)).toEqual(["index.ts"]);
      expect(readFileSync(join(disk, "index.ts"), "utf8")).toBe(before);
    } finally {
      execFileSync("umount", [disk]);
    }
  });
});
