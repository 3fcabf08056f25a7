import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { describe, expect, it, vi } from "vitest";
import { run } from "../../cli/commands/run.ts";
import { startProgress } from "../../cli/print/progress.ts";
import { startLines } from "../../cli/print/progress-lines.ts";
import { folderWithJob, smallJob, wehrl } from "./command.ts";

/** What `work` writes to standard error where that is a terminal; nothing is null. */
async function onTerminal(work: () => void | Promise<void>, columns = 100, kind = "xterm"): Promise<string | null> {
  vi.stubEnv("TERM", kind);
  const terminal = Object.assign(new PassThrough({ encoding: "utf8" }), { isTTY: true, columns });
  const stderr = vi.spyOn(process, "stderr", "get").mockReturnValue(terminal as unknown as typeof process.stderr);
  try {
    await work();
  } finally {
    stderr.mockRestore();
    vi.unstubAllEnvs();
  }
  return terminal.read();
}

/** What stands on the line of a terminal, one text each time that the line is written again. */
function drawings(written: string | null): readonly string[] {
  const parts = (written ?? "").split("\u001b[1G").slice(1);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: terminals are told by them what to do
  return parts.map((part) => part.replace(/\u001b(\[\d*[A-Z]|\d)/g, ""));
}

async function runOnTerminal(job: object): Promise<{ readonly result: string; readonly drawn: readonly string[] }> {
  const { folder, file } = folderWithJob(job);
  const out = join(folder, "out.json");
  const written = await onTerminal(async () => {
    await run(file, { format: "json", out, channels: undefined, overrides: {} });
  });
  const result = readFileSync(out, "utf8");
  rmSync(folder, { recursive: true });
  return { result, drawn: drawings(written) };
}

describe("progress on standard error", () => {
  it("is a line now and then where that is no terminal and the work is long, with the time that is left", () => {
    const said: string[] = [];
    const write = vi.spyOn(process.stderr, "write").mockImplementation((text) => said.push(String(text)) > 0);
    let now = 0;
    const counted = startLines("evaluating", 100_000, "times", () => now);
    for (let done = 1; done <= 100_000; done++) {
      now += 0.0009;
      counted.update(done);
    }
    counted.stop();
    const named = startLines("drawing", 3, undefined, () => now);
    for (const figure of ["figure 1", "figure 2", "figure 3"]) {
      named.begin(figure);
      now += 9;
    }
    write.mockRestore();
    expect(said).toEqual([
      expect.stringMatching(/^wehrl: evaluating: 1111[12]\/100000 times, 2m left\n$/),
      expect.stringMatching(/^wehrl: evaluating: 4444\d\/100000 times, 50s left\n$/),
      expect.stringMatching(/^wehrl: evaluating: 777[78]\d\/100000 times, 20s left\n$/),
      "wehrl: drawing: 2/3 figure 3\n",
    ]);
  });

  it("is nothing where that is no terminal and the work is short", () => {
    const write = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    const progress = startProgress("testing", 2);
    progress.begin("one");
    progress.begin("two");
    progress.stop();
    const counted = startProgress("testing", 2, "states");
    counted.update(2);
    counted.stop();
    expect(write).not.toHaveBeenCalled();
    write.mockRestore();
  });

  it("says on a terminal what is done of how much, and of what is counted the time that is left", async () => {
    const drawn = await onTerminal(() => {
      const named = startProgress("testing", 2);
      named.begin("one");
      named.begin("two");
      named.stop();
      const counted = startProgress("counting", 3, "states");
      counted.update(3);
      counted.stop();
    });
    expect(drawn).toMatch(/testing \[.*\] 1\/2 two/);
    expect(drawn).toMatch(/counting \[.*\] 3\/3 states, 0s left/);
  });

  it("is nothing on a terminal that cannot take a line back", async () => {
    const drawn = await onTerminal(() => startProgress("counting", 3, "states").stop(), 100, "dumb");
    expect(drawn).toBeNull();
  });

  it("says nothing of the time that is left before a piece is done", async () => {
    const drawn = await onTerminal(() => startProgress("counting", 3, "states").stop());
    expect(drawings(drawn)[0]).toMatch(/0\/3 states$/);
  });

  it("fits the terminal, and leaves cursor and wrapping as they are for who interrupts it", async () => {
    const drawn = await onTerminal(() => {
      const progress = startProgress("evaluating", 10_000, "states");
      progress.update(10_000);
      progress.stop();
    }, 60);
    for (const line of drawings(drawn)) expect(line.length).toBeLessThan(60);
    expect(drawn).not.toContain("[?");
  });

  it("counts the times of a job that has several, and vanishes", async () => {
    const { result, drawn } = await runOnTerminal(smallJob);
    expect(drawn[0]).toMatch(/^evaluating \[-+\] 0\/2 times$/);
    expect(drawn).toContainEqual(expect.stringMatching(/^evaluating \[=+\] 2\/2 times, 0s left$/));
    expect(drawn.at(-1)).toBe("");
    expect(result).toBe(wehrl(["run", "-", "--json"], JSON.stringify(smallJob)).stdout);
  });

  it("is nothing for a job of one time, steady or not", async () => {
    for (const times of [[0.5], "steady"]) expect((await runOnTerminal({ ...smallJob, times })).drawn).toEqual([]);
  });

  it("is nothing for a job whose messages go to a pipe", () => {
    expect(wehrl(["run", "-"], JSON.stringify(smallJob)).stderr).toBe("");
  });

  it("is one line for an audit that goes to a file", () => {
    const folder = mkdtempSync(join(tmpdir(), "wehrl-audit-"));
    const file = join(folder, "audit.txt");
    const { status, stdout, stderr } = wehrl(["audit", "measures-across", "zero-temperature", "--out", file]);
    const text = readFileSync(file, "utf8");
    rmSync(folder, { recursive: true });
    expect([status, stdout]).toEqual([0, ""]);
    expect(stderr).toBe(
      `audit: of 2 claims of the paper 1 hold, 0 hold to leading order, 1 fail; written to ${file}\n`,
    );
    expect(text).toMatch(/^zero-temperature — holds[\s\S]*^measures-across — fails/m);
  });
});
