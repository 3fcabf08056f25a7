/** A part of `npm run extremes`, in processes of its own: what never ended would end there. */
import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";

/** A hundred systems at extreme magnitudes, half as many at rest, and states of as many ordinary ones; the seeds after those of the
 *  script's own defaults. */
const PART = ["--systems", "100", "--rest", "50", "--states", "100", "--seed", "10001", "--small", "--seconds", "20"];

describe("at extreme magnitudes and at rest", () => {
  it("no state, S, dS/dt, Π or Φ is off by more than its bound, and none takes long", () => {
    const { status, stdout, stderr } = spawnSync("npm", ["run", "--silent", "extremes", "--", ...PART], {
      encoding: "utf8",
    });
    expect(status, `${stdout}\n${stderr.split("\n").slice(-20).join("\n")}`).toBe(0);
    expect(stdout.match(/\| all \| 100 \|/g)).toHaveLength(2);
    expect(stdout).toMatch(/\| all \| 50 \|/);
  });
});
