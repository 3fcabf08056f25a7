import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { describe, expect, it, vi } from "vitest";
import { startProgress } from "../../cli/progress.ts";
import { wehrl } from "./command.ts";

/** What `work` writes to standard error where that is a terminal. */
function onTerminal(work: () => void): string {
  const terminal = Object.assign(new PassThrough(), { isTTY: true, columns: 100 });
  const stderr = vi.spyOn(process, "stderr", "get").mockReturnValue(terminal as unknown as typeof process.stderr);
  try {
    work();
  } finally {
    stderr.mockRestore();
  }
  return String(terminal.read());
}

describe("progress on standard error", () => {
  it("is nothing where that is no terminal", () => {
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

  it("says on a terminal what is done of how much, and of what is counted the time that is left", () => {
    const drawn = onTerminal(() => {
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

  it("is one line for an audit that goes to a file", () => {
    const folder = mkdtempSync(join(tmpdir(), "wehrl-audit-"));
    const file = join(folder, "audit.txt");
    const { status, stdout, stderr } = wehrl(["audit", "positivity-example", "measures-across", "--out", file]);
    const text = readFileSync(file, "utf8");
    rmSync(folder, { recursive: true });
    expect([status, stdout]).toEqual([0, ""]);
    expect(stderr).toBe(
      `audit: of 1 claims of the paper 0 hold, 0 hold to leading order, 1 fail; 1 of 1 statements of the README hold; written to ${file}\n`,
    );
    expect(text).toMatch(/^measures-across — fails[\s\S]*^positivity-example — holds/m);
  });
});
