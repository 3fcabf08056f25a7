import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Format, run } from "../../cli/commands/run.ts";
import { quantityNames } from "../../cli/read/with-option.ts";
import { quantities } from "../../evaluate/quantities/catalogue.ts";
import { folderWithJob } from "./command.ts";

/** Figure 3's state, one bath at zero temperature. */
const job = {
  spins: [0.5, 0.5],
  state: { classes: { populations: [0.1, 0.2, 0.1, 0.6], alpha: 0.02, beta: 0.15, gamma: 0.02 } },
  channels: [
    { channel: "amplitude-damping", on: [0], parameters: { Gamma: 0.25, nbar: 1.5 } },
    { channel: "amplitude-damping", on: [1], parameters: { Gamma: 0.25, nbar: 0 } },
  ],
  times: [0, 0.5],
};

async function outputOf(given: unknown, format: Format, names: string): Promise<string> {
  const out = join(mkdtempSync(join(tmpdir(), "wehrl-with-")), "out");
  await run(folderWithJob(given).file, { format, out, channels: undefined, with: names, overrides: {} });
  return readFileSync(out, "utf8");
}

/** Each once, with what must stand in its brackets. */
const each = Object.keys(quantities).map((name) =>
  name === "renyi-wehrl" ? "renyi-wehrl(2)" : name === "free-energy" ? "free-energy(0.5)" : name,
);
const all = each.join(",");

describe("run --with", () => {
  it("adds a key of JSON for each quantity, and the string Infinity where one is infinite", async () => {
    const result = JSON.parse(await outputOf({ ...job, hamiltonian: "Jz[0] + Jz[1]" }, "json", all)) as {
      readonly with: Readonly<Record<string, unknown>>;
      readonly error: { readonly with: Readonly<Record<string, readonly number[]>> };
    };
    // One of each for either bath.
    const perBath = each.flatMap((name) =>
      name === "affinity" || name === "production-bound" ? [`${name}[0]`, `${name}[1]`] : [name],
    );
    expect(Object.keys(result.with)).toEqual(perBath);
    expect(result.with["von-neumann-production"]).toEqual(["Infinity", "Infinity"]);
    expect((result.with["l1-coherence"] as number[])[0]).toBeCloseTo(0.76, 14);
    expect(Object.keys(result.error.with)).toEqual(perBath);
    expect(result.error.with["wehrl-mutual-information"].length).toBe(2);
  });

  it("adds a column of CSV with its unit, and Infinity where one is infinite", async () => {
    const lines = (await outputOf(job, "csv", "relative-entropy-coherence, von-neumann-production"))
      .split("\n")
      .filter((line) => !line.startsWith("#"));
    expect(lines[0]).toMatch(
      /,relative-entropy-coherence \[nat\],relative-entropy-coherence error \[nat\],von-neumann-production \[nat\/time\],von-neumann-production error \[nat\/time\]$/,
    );
    expect(lines[1]).toMatch(/,0\.15830\d+,\d\.?\d*e-\d+,Infinity,0$/);
    expect(lines[1].split(",").length).toBe(lines[0].split(",").length);
  });

  it("adds a column of the table", async () => {
    expect(await outputOf(job, "table", "von-neumann-production,negativity")).toMatch(
      /Π_vN +negativity[\s\S]* ∞ +<\de-14/,
    );
  });

  it("keeps pairs of parties out of the commas of CSV", async () => {
    const three = { ...job, spins: [0.5, 0.5, 0.5], state: { dicke: [0.5, 0.5, -0.5] }, tolerance: 1e-3 };
    const [names, first] = (await outputOf(three, "csv", "concurrence"))
      .split("\n")
      .filter((line) => !line.startsWith("#"));
    expect(names).toMatch(
      /concurrence\[0 1\] \[1\],concurrence\[0 1\] error \[1\],.*concurrence\[1 2\] \[1\],concurrence\[1 2\] error \[1\]$/,
    );
    expect(first.split(",").length).toBe(names.split(",").length);
  });

  it.each([
    ["l1-coherense", /--with: found "l1-coherense", no quantity, .*; did you mean "l1-coherence"/],
    ["concurrence,", /--with: found "", no quantity/],
  ])("refuses %s", (names, message) => {
    expect(() => quantityNames(names)).toThrow(message);
  });

  it("takes parts in brackets, with their commas, as a key of JSON and a column without them", async () => {
    const three = { ...job, spins: [0.5, 0.5, 0.5], state: "ghz", tolerance: 1e-3, times: [0] };
    const names = "mutual-information(0|1), negativity( 0 | 1,2 ),concurrence(0,2)";
    const result = JSON.parse(await outputOf(three, "json", names)) as {
      readonly with: Readonly<Record<string, number[]>>;
    };
    expect(Object.keys(result.with)).toEqual(["mutual-information(0|1)", "negativity(0|1,2)", "concurrence(0,2)"]);
    expect(result.with["negativity(0|1,2)"][0]).toBeCloseTo(0.5, 12);
    expect(await outputOf(three, "csv", names)).toContain(",negativity(0|1 2) [1],negativity(0|1 2) error [1],");
    expect(await outputOf(three, "table", names)).toContain("I_vN(0|1)");
  });

  it("refuses parts that are not there as what the option says, not the job", async () => {
    await expect(outputOf(job, "json", "negativity(0|2)")).rejects.toThrow(
      /^--with: found negativity\(0\|2\) of 2 spins/,
    );
  });

  it("refuses what has no meaning for the job, with its name", async () => {
    const one = { ...job, spins: [0.5], state: { dicke: [0.5] }, channels: [job.channels[0]] };
    await expect(outputOf(one, "json", "concurrence")).rejects.toThrow(
      /job\.json: spins: found \[0\.5\], which have no pair of qubits, expected .* for concurrence/,
    );
    const clash = { ...job, channels: [job.channels[0], { ...job.channels[0], parameters: { Gamma: 1, nbar: 3 } }] };
    await expect(outputOf(clash, "json", "relative-entropy")).rejects.toThrow(
      /channels: found baths of party 0 that differ/,
    );
  });
});
