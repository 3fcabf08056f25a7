/** The built command line, run as a user runs it. */
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../..", import.meta.url));
const program = join(root, "dist", "cli.js");

interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `wehrl` with these arguments, in the project's folder by default. */
export function wehrl(args: readonly string[], input = "", cwd = root): Outcome {
  if (!existsSync(program)) execFileSync("npm", ["run", "build"], { cwd: root, stdio: "ignore" });
  return spawn([program, ...args], input, cwd);
}

/** Prints what a process has used of the processor since its start, Node's own included, in ms. */
const clock =
  "data:text/javascript,process.on('exit',()=>{const{user,system}=process.cpuUsage();console.error((user+system)/1e3)})";

/** Milliseconds of the processor that `wehrl` takes from a cold start; unlike the wall clock's no other process adds to them. */
export function processorTime(args: readonly string[]): number {
  return Number(
    spawn(["--import", clock, program, ...args], "", root)
      .stderr.trim()
      .split("\n")
      .at(-1),
  );
}

function spawn(args: readonly string[], input: string, cwd: string): Outcome {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd,
    input,
    encoding: "utf8",
    maxBuffer: 2 ** 26,
  });
  return { status, stdout, stderr };
}

/** A new folder that holds `job.json`. */
export function folderWithJob(job: unknown): { readonly folder: string; readonly file: string } {
  const folder = mkdtempSync(join(tmpdir(), "wehrl-"));
  const file = join(folder, "job.json");
  writeFileSync(file, typeof job === "string" ? job : JSON.stringify(job));
  return { folder, file };
}

/** One qubit in a coherent state under thermal damping. */
export const smallJob = {
  spins: [0.5],
  state: { coherent: [{ theta: 1.2, phi: 0.3 }] },
  channels: [{ channel: "amplitude-damping", on: [0], parameters: { Gamma: 1, nbar: 0.5 } }],
  times: [0, 0.5],
};
