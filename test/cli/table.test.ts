import { describe, expect, it } from "vitest";
import { tableText } from "../../cli/print/table.ts";
import type { Problem, Result } from "../../evaluate/problem/problem.ts";
import type { Evaluator } from "../../runtime/evaluator.ts";
import { outputWidth } from "../../text/columns.ts";
import { job, refusedResult, result, sampledResult, series, steadyJob, steadyResult } from "./sample-result.ts";

const use = { channel: {} as Evaluator, on: [0], parameters: { Gamma: 0.25, nbar: 1.5 } };
const problem = { spins: [0.5, 1], channels: [use, use] } as unknown as Problem;
const table = (of: Result = result) => tableText(of, problem, job, "job.json");
const driven = { ...problem, hamiltonian: {} } as Problem;
const steady = (of: Result = steadyResult) => tableText(of, driven, steadyJob, "job.json");

describe("the table", () => {
  it("fits 100 columns, whatever it shows", () => {
    const wide = series([-1.23456789012345e-10, 1.23456789012345], 0);
    const all = { ...result, entropy: wide, entropyRate: wide, production: wide, flux: wide };
    const warned = { ...refusedResult, warnings: [`the budget was spent at ${"t = 0.5, ".repeat(30)}`] };
    const six = { ...steadyResult, ...all, times: result.times, excess: wide, unitaryRate: wide };
    const crowd = { ...six, channels: Array.from({ length: 9 }, () => steadyResult.channels[0]!) };
    const many = { ...driven, channels: crowd.channels.map(() => use) };
    const texts = [table(), table(all), table(refusedResult), table(warned), steady(), steady(six)];
    for (const text of [...texts, tableText(crowd, many, steadyJob, "job.json")]) {
      for (const line of text.split("\n")) expect(line.length).toBeLessThanOrEqual(100);
    }
  });

  it("fits a terminal that is narrower, and takes the place that a wider one has for columns, not for prose", () => {
    const value = series([-1.23456789012345e-10, 1.23456789012345], 0);
    const six = { ...steadyResult, entropy: value, entropyRate: value, production: value, flux: value, excess: value };
    const at = (width: number) => tableText(six, driven, steadyJob, "job.json", [], width).split("\n");
    const rules = (lines: readonly string[]) => lines.filter((line) => line.startsWith("──"));
    for (const width of [60, 80, 160]) for (const line of at(width)) expect(line.length).toBeLessThanOrEqual(width);
    const [narrow, wide] = [rules(at(80)), rules(at(200))];
    expect(narrow.length).toBeGreaterThan(2);
    expect(wide.length).toBe(2);
    expect(wide[0]!.length).toBeGreaterThan(100);
    for (const line of at(200)) if (/^(method|units|digits)/.test(line)) expect(line.length).toBeLessThanOrEqual(100);
  });

  it("knows a terminal's width, and gives pipes, files and terminals that do not tell 100 columns", () => {
    expect([80, 160, 500, 3].map((columns) => outputWidth({ isTTY: true, columns }))).toEqual([80, 160, 200, 40]);
    expect([outputWidth({}), outputWidth({ columns: 160 }), outputWidth({ isTTY: true, columns: 0 })]).toEqual([
      100, 100, 100,
    ]);
  });

  it("shows of each value the digits that its error leaves", () => {
    expect(table()).toMatch(/0 +1\.81250000000000 +-0\.20000000000/);
    expect(table({ ...result, production: series([0.123456789, 0.1], 1e-4) })).toMatch(/ 0\.123 /);
  });

  it("aligns each column at the decimal point", () => {
    const rows = table({ ...result, flux: series([123.25, 0.5], 1e-3) }).split("\n");
    const points = rows.filter((row) => /^ *0(\.3\d*)? /.test(row)).map((row) => row.lastIndexOf("."));
    expect(points).toHaveLength(2);
    expect(points[0]).toBe(points[1]);
  });

  it("says what was computed and in which units", () => {
    expect(table()).toMatch(/J = 1\/2, 1 \(dimension 6\)/);
    expect(table()).toMatch(/channel 0 +amplitude-damping on \[0\]: Gamma = 0.25, nbar = 1.5; potential, Π ≥ 0 proven/);
    expect(table()).toMatch(/nat\/time/);
  });

  it("says how the numbers were found and how far they hold", () => {
    expect(table()).toMatch(/method +closed form over one sphere; evaluations a time: 128/);
    expect(table()).toMatch(
      /closure .* ≤ 2e-16 nat\/time; a test of the\s+derivation, whose goal is 1e-6 of what is integrated/,
    );
    expect(table()).toMatch(/produced +∫ Π dt from 0 to 0.3: 0.16000000000 nat/);
    expect(table()).toMatch(/error ≤ +5e-16 +2e-12/);
    expect(table({ ...result, converged: false })).toMatch(/converged +no/);
    expect(table(sampledResult)).toMatch(/converged +not tested: Monte Carlo knows no tolerance/);
  });

  it("names the refusal and shows what the other channels still have", () => {
    expect(table(refusedResult)).toMatch(/Π and Φ refused: the drift\s+leaves/);
    expect(table(refusedResult)).toMatch(/Π channel 0/);
    expect(table(refusedResult)).not.toMatch(/production Π|Π channel 1/);
  });

  it("shows what only some jobs have: the Hamiltonian, the steady state, excess and heat", () => {
    expect(table()).not.toMatch(/Hamiltonian|steady|excess|heat|unitary/);
    expect(steady()).toMatch(/^Hamiltonian {2}Jz\[0\] \+ Jx\[1\]$/m);
    expect(steady()).toMatch(/^ *steady +1\.9000000/m);
    expect(steady()).toMatch(/flux Φ +excess\n/);
    expect(steady()).toMatch(/dS\/dt unitary {2}heat channel 0 {2}heat channel 1\n/);
    expect(steady()).toMatch(/^ *steady +-0\.40000000000 +0\.12345678900 +0$/m);
    expect(steady()).toMatch(/^steady +a space of 2 dimensions/m);
    expect(steady()).toMatch(/^excess +−d\/dt KL\(Q‖Q_ss\) .* not Π/m);
    expect(steady()).not.toMatch(/∫ Π dt/);
  });

  it("counts the jumps of each reservoir, not of its entry, and shows the channel that they come to", () => {
    const jumps = { ...problem, channels: [{ jumps: [{}, {}, {}], on: [0, 1] }] } as unknown as Problem;
    const [first, second] = refusedResult.channels.map((one) => ({ ...one, entry: 0 }));
    const bath = { Gamma: 0.1 + 0.2, nbar: 0.5, axis: [0, 0, 1] } as const;
    const channels = [
      { ...first!, jumps: 2, asChannel: bath },
      { ...second!, jumps: 1 },
    ];
    const text = (of: Result) => tableText(of, jumps, job, "job.json");
    const shown = text({ ...refusedResult, channels });
    expect(shown).toMatch(/channel 0 +amplitude-damping on \[0\]: 2 jumps with Gamma = 0\.3, nbar = 0\.5; potential/);
    expect(shown).toMatch(/channel 1 +squeezed-bath on \[1\]: 1 jump; undef/);
    const turned = { lambda: 0.04, axis: [1, 0, 0] } as const;
    expect(text({ ...result, channels: [{ ...first!, jumps: 1, asChannel: turned }] })).toMatch(
      /1 jump with lambda = 0\.04 about \[1, 0, 0\]; /,
    );
  });

  it("says why ∫ Π dt is not given, where Π is and time passes", () => {
    expect(table({ ...result, produced: null })).toMatch(
      /^produced +∫ Π dt is not given: the Hamiltonian changes S by itself/m,
    );
    expect(table(refusedResult)).not.toMatch(/^produced/m);
    expect(table({ ...result, produced: null, times: Float64Array.of(0, 0) })).not.toMatch(/^produced/m);
    expect(steady()).not.toMatch(/^produced/m);
  });

  it("gives a standard error with each Monte Carlo mean", () => {
    const sampled: Result = { ...result, errorKind: "standard", production: series([0.116, 0.1], 0.0024) };
    expect(table(sampled)).toMatch(/0\.1160\(24\)/);
    const driven: Result = { ...steadyResult, errorKind: "standard" };
    expect(steady(driven)).toMatch(/ 0\.12345678900 /);
  });
});
