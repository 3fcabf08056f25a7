import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { startProgress } from "../../cli/progress.ts";
import { wehrl } from "./command.ts";

describe("progress on standard error", () => {
  it("is nothing where that is no terminal", () => {
    const write = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    const progress = startProgress("testing", 2);
    progress.begin("one");
    progress.begin("two");
    progress.stop();
    expect(write).not.toHaveBeenCalled();
    write.mockRestore();
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
