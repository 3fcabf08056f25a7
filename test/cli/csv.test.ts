import { describe, expect, it } from "vitest";
import { csvText } from "../../cli/print/csv.ts";
import { job, refusedResult, result, sampledResult, steadyJob, steadyResult } from "./sample-result.ts";

/** What a reader that skips comment lines sees: names, and numbers by name. */
function read(text: string) {
  const lines = text.trimEnd().split("\n");
  const comments = lines.filter((line) => line.startsWith("#"));
  const [head, ...rows] = lines.slice(comments.length).map((line) => line.split(","));
  const column = (name: string) => rows.map((row) => Number(row[head!.indexOf(name)]));
  return { comments, head: head!, rows, column };
}

describe("the CSV result", () => {
  const { comments, head, rows, column } = read(csvText(result, job));

  it("has one line a time and the same number of fields in each", () => {
    expect(rows).toHaveLength(result.times.length);
    for (const row of rows) expect(row).toHaveLength(head.length);
  });

  it("names every column once, with its unit", () => {
    expect(new Set(head).size).toBe(head.length);
    expect(head.slice(0, 5)).toEqual([
      "time",
      "entropy [nat]",
      "entropy error [nat]",
      "entropy rate [nat/time]",
      "entropy rate error [nat/time]",
    ]);
    expect(head).toContain("channel 1 flux [nat/time]");
  });

  it("gives every double back bit for bit", () => {
    expect(column("time")).toEqual([...result.times]);
    expect(column("entropy [nat]")).toEqual([...result.entropy.values]);
    expect(column("closure [nat/time]")).toEqual([...result.closure]);
    expect(column("channel 0 production [nat/time]")).toEqual([0.3, 0.25]);
  });

  it("states conventions, channels and the job in comment lines above", () => {
    const text = comments.join("\n");
    expect(text).toMatch(/ħ = k_B = 1, natural logarithms/);
    expect(text).toMatch(/channel 1 .*amplitude-damping on \[1\]: class potential, positivity proven/);
    expect(JSON.parse(comments.at(-1)!.replace(/^# job\s+/, ""))).toEqual(job);
  });

  it("has no comment sign after the comments, where readers would cut the line", () => {
    expect([head, ...rows].join("")).not.toContain("#");
  });

  it("says how many lines NumPy skips", () => {
    expect(comments[0]).toContain(`skip_header=${comments.length + 1}`);
  });

  it("has columns for excess and heat where the result has them, and a word for the time of the steady state", () => {
    const steady = read(csvText(steadyResult, steadyJob));
    expect(steady.rows.map(([time]) => time)).toEqual(["steady"]);
    expect(steady.column("excess [nat/time]")).toEqual([0.0625]);
    expect(steady.column("excess error [nat/time]")).toEqual([1e-12]);
    expect(steady.column("channel 0 heat current [energy/time]")).toEqual([0.123456789]);
    expect(steady.column("channel 0 heat current error [energy/time]")).toEqual([1e-12]);
    expect(steady.comments.join("\n")).toMatch(/steady states +a space of 2 dimensions/);
    expect(head.join()).not.toMatch(/excess|heat/);
  });

  it("claims no convergence of Monte Carlo", () => {
    expect(comments.join("\n")).toMatch(/converged +yes/);
    expect(read(csvText(sampledResult, job)).comments.join("\n")).toMatch(/converged +not tested: Monte Carlo/);
  });

  it("has empty cells for what is refused or not there, the reason above, and never the word NaN", () => {
    const text = csvText(refusedResult, job);
    const refused = read(text);
    for (const name of ["production [nat/time]", "channel 1 flux error [nat/time]"])
      expect(refused.rows.map((row) => row[refused.head.indexOf(name)])).toEqual(["", ""]);
    expect(text + csvText(sampledResult, job)).not.toContain("NaN");
    expect(refused.comments.join("\n")).toMatch(/channel 1 .*refused: the drift leaves/);
  });
});
