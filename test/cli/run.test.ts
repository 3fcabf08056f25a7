import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { conventions } from "../../evaluate/problem/conventions.ts";
import { channels as builtIn } from "../../generated/index.ts";
import { processorTime, smallJob, wehrl } from "./command.ts";

const text = JSON.stringify(smallJob);
const json = (args: readonly string[], input = text) =>
  JSON.parse(wehrl(["run", "-", "--json", ...args], input).stdout);

describe("wehrl run", () => {
  it("reproduces figure 3's thirteen points in under a second from a cold start", () => {
    const command = ["run", "examples/figure-3.json", "--json"];
    const { production, times, converged } = JSON.parse(wehrl(command).stdout);
    expect(Math.min(...[1, 2, 3].map(() => processorTime(command)))).toBeLessThan(1000);
    expect(converged).toBe(true);
    expect(times).toHaveLength(13);
    expect(production[0]).toBeCloseTo(0.11605481736112838, 9);
    for (let k = 1; k < 13; k++) expect(production[k]).toBeLessThan(production[k - 1]);
    expect(production[12]).toBeGreaterThan(0);
  });

  it("shows figure 1's curves crossing", () => {
    const [x, other] = ["figure-1", "figure-1-non-x"].map((name) => {
      return JSON.parse(wehrl(["run", `examples/${name}.json`, "--json"]).stdout).production as number[];
    });
    const order = x!.map((value, k) => Math.sign(value - other![k]!));
    expect(new Set(order)).toEqual(new Set([1, -1]));
  });

  it("balances: dS/dt = Π − Φ at every time", () => {
    const { entropyRate, production, flux, error } = json([]);
    for (const k of [0, 1]) {
      const bound = error.entropyRate[k] + error.production[k] + error.flux[k];
      expect(Math.abs(entropyRate[k] - production[k] + flux[k])).toBeLessThanOrEqual(bound);
    }
  });

  it("prints the same from a file, standard input and --format json", () => {
    expect(wehrl(["run", "-", "--format", "json"], text).stdout).toBe(wehrl(["run", "-", "--json"], text).stdout);
  });

  it("prints a table by default, and CSV on demand", () => {
    expect(wehrl(["run", "-"], text).stdout).toMatch(/^job +standard input\n/);
    expect(wehrl(["run", "-", "--format", "csv"], text).stdout).toMatch(/^# wehrl result/);
  });

  it("echoes the job as it was given, with what the command line set", () => {
    expect(json([]).job).toEqual(smallJob);
    expect(json(["--tolerance", "1e-6"]).job).toEqual({ ...smallJob, tolerance: 1e-6 });
  });

  it("repeats a Monte Carlo run of one seed, and agrees with quadrature within its errors", () => {
    const args = ["--method", "monte-carlo", "--samples", "20000", "--seed", "5"];
    const sampled = json(args);
    expect(sampled.errorKind).toBe("standard");
    expect(sampled.converged).toBeNull();
    expect(wehrl(["run", "-", ...args], text).status).toBe(0);
    expect(json(args)).toEqual(sampled);
    expect(Math.abs(sampled.entropy[0] - json([]).entropy[0])).toBeLessThan(5 * sampled.error.entropy[0]);
  });

  it("leaves out a job's samples and seed where the command line asks for quadrature", () => {
    const sampled = JSON.stringify({ ...smallJob, method: "monte-carlo", samples: 50, seed: 2 });
    expect(json([], sampled).errorKind).toBe("standard");
    const { job, converged, entropy } = json(["--method", "quadrature"], sampled);
    expect(job).toEqual({ ...smallJob, method: "quadrature" });
    expect([converged, entropy]).toEqual([true, json([]).entropy]);
  });
});

describe("a job with a Hamiltonian", () => {
  /** A spin driven about x and damped at zero temperature. */
  const driven = (J: number, omega: number, change: object = {}) => {
    const parameters = { Gamma: 1, nbar: 0 };
    const channels = [{ channel: "amplitude-damping", on: [0], parameters }];
    const job = {
      spins: [J],
      state: { dicke: [-J] },
      channels,
      hamiltonian: `${omega}*Jx`,
      times: "steady",
      ...change,
    };
    return JSON.stringify(job);
  };

  it("has the steady rates of driven damping: 1/18, 1/3, 6.7728369", () => {
    for (const [J, omega, rate] of [
      [0.5, 0.25, 1 / 18],
      [0.5, 1, 1 / 3],
      [5, 2.5, 6.7728369],
    ] as const) {
      const { times, production, flux, steadyStates } = json([], driven(J, omega));
      expect([times, steadyStates]).toEqual([["steady"], 1]);
      expect(production[0]).toBeCloseTo(rate, 7);
      expect(flux[0]).toBeCloseTo(rate, 7);
    }
  });

  it("gives heat only then, and the excess production only where it was asked for", () => {
    const { channels, excess, error } = json(["--excess"], driven(0.5, 1, { times: [0, 1] }));
    expect(channels[0].heatCurrent).toHaveLength(2);
    expect([excess.length, error.excess.length]).toEqual([2, 2]);
    const plain = json([]);
    for (const key of ["excess", "steadyStates"]) expect(plain).not.toHaveProperty(key);
    expect(plain.error).not.toHaveProperty("excess");
    expect(plain.channels[0]).not.toHaveProperty("heatCurrent");
  });

  it("takes jump matrices for a channel, with the same Π", () => {
    const named = json([], driven(0.5, 1, { times: [0.5] }));
    // J₋ of a spin 1/2, row by row.
    const re = [0, 1].map((row) => [row, 0]);
    const channels = [{ jumps: [{ re }], on: [0] }];
    const bare = json([], driven(0.5, 1, { times: [0.5], channels }));
    expect(bare.entropyRate[0]).toBeCloseTo(named.entropyRate[0], 8);
    expect(bare.production[0]).toBeCloseTo(named.production[0], 12);
    expect(bare.channels[0]).toMatchObject({ channel: "jumps", on: [0], class: "potential", refusal: null });
  });
});

describe("help", () => {
  it("states every convention once, and every command where that is", () => {
    const whole = wehrl(["--help"]).stdout.replace(/\s+/g, " ");
    for (const convention of Object.values(conventions)) expect(whole).toContain(convention);
    for (const command of ["run", "channels", "derive", "positivity", "figure", "audit", "survey", "gen"]) {
      const { stdout } = wehrl([command, "--help"]);
      expect([command, stdout]).toEqual([command, expect.stringContaining("Conventions of all numbers: wehrl --help")]);
      expect([command, stdout]).toEqual([command, expect.not.stringContaining(conventions.measure.slice(0, 20))]);
    }
  });

  it("says what Monte Carlo leaves open", () => {
    const stdout = wehrl(["run", "--help"]).stdout.replace(/\s+/g, " ");
    expect(stdout).toContain('reaches no tolerance: errors are standard errors, "converged" is null, status 0');
  });

  it("fits 100 columns", () => {
    for (const args of [["--help"], ["run", "--help"], ["channels", "--help"], ["gen", "--help"]]) {
      for (const line of wehrl(args).stdout.split("\n")) expect(line.length).toBeLessThanOrEqual(100);
    }
  });
});

describe("wehrl channels", () => {
  it("lists the built-in channels with parameters, verdicts and equations", () => {
    const { channels } = JSON.parse(wehrl(["channels", "--json"]).stdout);
    const damping = channels.find(({ name }: { readonly name: string }) => name === "amplitude-damping");
    expect(damping.parameters.map(({ name }: { readonly name: string }) => name)).toEqual(["Gamma", "nbar"]);
    expect(damping.parameters[0]).toMatchObject({ range: "[0, ∞)", unit: "1/time" });
    expect(damping.reservoirs[0]).toMatchObject({ class: "potential", positivity: { qubit: "proven" } });
    expect(Object.keys(damping.equations).length).toBeGreaterThan(0);
    const { cites } = damping;
    expect(wehrl(["channels", "amplitude-damping"]).stdout).toMatch(`amplitude-damping\n  cites      ${cites}`);
    const one = JSON.parse(wehrl(["channels", "amplitude-damping", "--json"]).stdout);
    expect(one).toEqual({ schema: "wehrl.channels/1", channels: [damping] });
  });

  it("breaks equations like those of a derivation, and says first what letters stand for", () => {
    const lines = wehrl(["channels", "squeezed-thermal"]).stdout.split("\n");
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100);
    const first = lines.findIndex((line) => line.startsWith("  equations  D(ρ) ="));
    expect(lines[first + 1]).toMatch(/^ {15}\S/);
    const folder = mkdtempSync(join(tmpdir(), "wehrl-letters-"));
    const { equations } = builtIn["amplitude-damping"];
    const module = { ...builtIn["amplitude-damping"], name: "own", equations: { letters: "R′ is R", ...equations } };
    const text = JSON.stringify(module, (_, value) => (value === Infinity ? 1e9 : value));
    writeFileSync(
      join(folder, "index.js"),
      `const f = () => {};\nexport const channels = { own: { ...${text}, jumps: f, pointwise: { entropyRate: f, coefficients: f } } };`,
    );
    expect(wehrl(["channels", "own", "--channels", folder]).stdout).toMatch(
      /\n {2}letters {4}R′ is R\n {2}equations {2}D\(ρ\) = /,
    );
  });

  it("gives each a line of its own: name, parties, parameters, class", () => {
    const { channels } = JSON.parse(wehrl(["channels", "--json"]).stdout);
    const { stdout } = wehrl(["channels"]);
    const [header, ...lines] = stdout.split("\n");
    expect(header).toMatch(/^channel +acts on +parameters +class$/);
    expect(lines.slice(0, channels.length).map((line) => line.split(" ")[0])).toEqual(
      channels.map(({ name }: { readonly name: string }) => name),
    );
    expect(stdout).toMatch(/^collective-decay +two or more +Gamma, nbar +undefined$/m);
    expect(wehrl(["channels", "dephasin"])).toMatchObject({
      status: 2,
      stdout: "",
      stderr: expect.stringMatching(/did you mean "dephasing"/),
    });
  });
});
