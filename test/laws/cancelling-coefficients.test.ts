/** Coefficients that cancel, as doubles or as symbols: counterexamples that were found. */
import { describe, expect, it } from "vitest";
import { evaluate } from "../../evaluate/problem/evaluate.ts";
import type { Result } from "../../evaluate/problem/problem.ts";
import { channels } from "../../generated/index.ts";
import type { Parameters } from "../../runtime/evaluator.ts";
import { coherent } from "../../spins/states/named-states.ts";
import * as p from "../../symbolic/algebra/polynomial.ts";
import type { ChannelDeclaration } from "../../symbolic/declare/declaration.ts";
import { certify } from "../../symbolic/prove/certify.ts";
import { compile } from "../support/compile.ts";
import { loadModule } from "../support/equivalents/load-module.ts";

type Reservoirs = ChannelDeclaration["reservoirs"];

const positive = { range: "[0, inf)", unit: "1", meaning: "a number" };
const real = { range: "(-inf, inf)", unit: "1", meaning: "a number" };

function declared(reservoirs: string | Reservoirs, names: Parameters, parties = ["p"]): ChannelDeclaration {
  const parameters = Object.fromEntries(
    Object.keys(names).map((name) => [name, /^[rt]$/.test(name) ? real : positive]),
  );
  const all = typeof reservoirs === "string" ? { bath: reservoirs } : reservoirs;
  return { name: "found", cites: "a test", parties, parameters, reservoirs: all };
}

function evaluated(
  reservoirs: string | Reservoirs,
  parameters: Parameters,
  spins: readonly number[] = [0.5],
  times: readonly number[] | "steady" = [0],
): Result {
  const parties = spins.map((_, k) => "ab"[k]);
  const channel = loadModule(compile(declared(reservoirs, parameters, parties), "a test", "").text, "found");
  const state = coherent(
    spins,
    spins.map(() => ({ theta: 1.2, phi: 0.6 })),
  );
  return evaluate({ spins, state, channels: [{ channel, on: spins.map((_, k) => k), parameters }], times });
}

describe("coefficients whose digits cancel", () => {
  it.each([
    ["(a - b)^2*D[J-]", { a: 100000001, b: 100000000 }, { a: 2, b: 1 }],
    ["(a - b)^2*D[J-]", { a: 2 ** 26 + 0.25, b: 2 ** 26 }, { a: 1.25, b: 1 }],
    ["(a - b)^2*D[J-]", { a: 1.5579573760390195, b: 1.5579573797876103 }, { a: 3.7485908e-9, b: 0 }],
    ["(a-b)^2*D[J-] + (a-b)^2*D[Jz]", { a: 1000000.3, b: 1000000.2 }, { a: 1000000.3 - 1000000.2, b: 0 }],
    ["D[J- + (a-b)*Jz] + D[J+]/2", { a: 100000001, b: 100000000 }, { a: 2, b: 1 }],
    ["D[J- + (a-b)*J+/2]", { a: 100000001, b: 100000000 }, { a: 2, b: 1 }],
  ] as const)("widen the errors of %s at %j", (text, parameters, plain) => {
    const [found, truth] = [evaluated(text, parameters), evaluated(text, plain)];
    for (const name of ["entropyRate", "production", "flux"] as const) {
      const [a, b] = [found[name], truth[name]];
      if (a === null || b === null) continue;
      expect(Math.abs(a.values[0] - b.values[0])).toBeLessThanOrEqual(a.error[0] + b.error[0] + 1e-24);
    }
    expect(found.converged).toBe(false);
  });

  it("of a rate that is a difference of functions do so too: cosh r − sinh r", () => {
    for (const r of [15, 17.3, 20]) {
      const [found, truth] = [evaluated("(cosh(r) - sinh(r))*D[J-]", { r }), evaluated("a*D[J-]", { a: Math.exp(-r) })];
      for (const name of ["entropyRate", "production", "flux"] as const)
        expect(Math.abs(found[name]!.values[0] - truth[name]!.values[0])).toBeLessThanOrEqual(found[name]!.error[0]);
    }
  });

  it("take none from an operator unseen: all that its components share is a factor of the rate", () => {
    for (const r of [17.3, 20]) {
      const [found, truth] = [
        evaluated("D[(cosh(r) - sinh(r))*J-]", { r }),
        evaluated("a*D[J-]", { a: Math.exp(-2 * r) }),
      ];
      expect(found.converged).toBe(false);
      for (const name of ["entropyRate", "production", "flux"] as const)
        expect(Math.abs(found[name]!.values[0] - truth[name]!.values[0])).toBeLessThanOrEqual(found[name]!.error[0]);
    }
  });

  it("are in the error of a state that has evolved, and of one at rest, or are refused", () => {
    const [r, times] = [12, [3e4]];
    const job = (text: string, parameters: Parameters, at: readonly number[] | "steady") =>
      evaluated(text, parameters, [0.5], at);
    const [found, truth] = [job("(cosh(r) - sinh(r))*D[J-]", { r }, times), job("a*D[J-]", { a: Math.exp(-r) }, times)];
    expect(Math.abs(found.entropy.values[0] - truth.entropy.values[0])).toBeLessThanOrEqual(found.entropy.error[0]);
    const late = () => job("(cosh(r) - sinh(r))*D[J-]", { r: 17.3 }, [3e7]);
    expect(late).toThrow("rounding of a rate whose terms cancel leaves the state uncertain");
    const heated = (rate: string) => `${rate}*D[J-] + c*D[J+]`;
    const [rest, known] = [
      job(heated("(cosh(r) - sinh(r))"), { r, c: 1e-6 }, "steady"),
      job(heated("a"), { a: Math.exp(-r), c: 1e-6 }, "steady"),
    ];
    expect(Math.abs(rest.entropy.values[0] - known.entropy.values[0])).toBeLessThanOrEqual(rest.entropy.error[0]);
  });

  it("take no drift from a regular reservoir either", () => {
    const {
      channels: [found],
    } = evaluated("D[cosh(r)*J- + sinh(r)*J+] + k*D[Jz]", { r: 20, k: 1 });
    expect(found.class).not.toBe("diffusive");
  });

  it("take no digits where they are a difference of parameters that doubles know", () => {
    const { production, converged } = evaluated("(a - b)^2*D[J-]", { a: 1.5, b: 1.25 });
    expect(converged).toBe(true);
    expect(production!.error[0]).toBeLessThan(1e-14);
  });

  it("do not take its drift from the squeezed vacuum, where e^r leaves nothing of e^{−r}", () => {
    for (const r of [20, 50]) {
      const {
        channels: [found],
      } = evaluate({
        spins: [0.5],
        state: coherent([0.5], [{ theta: 1.2, phi: 0.6 }]),
        channels: [{ channel: channels["squeezed-vacuum"], on: [0], parameters: { Gamma: 1, r, phase: 0 } }],
      });
      expect(found.class).toBe("potential");
      expect(found.positivity).not.toBe("proven");
    }
  });

  it("leave Φ of one operator in two jumps as well known as of one", () => {
    for (const r of [-5, -7]) {
      const parts = "D[0.6*(cosh(r)*J- + sinh(r)*J+)] + D[0.8*i*(cosh(r)*J- + sinh(r)*J+)]";
      const [found, alone] = [evaluated(parts, { r }, [1]), evaluated("D[cosh(r)*J- + sinh(r)*J+]", { r }, [1])];
      const off = Math.abs(found.flux!.values[0] - alone.flux!.values[0]);
      expect(off).toBeLessThanOrEqual(found.flux!.error[0] + alone.flux!.error[0]);
      expect(found.flux!.error[0]).toBeLessThan(4 * alone.flux!.error[0]);
    }
  });
});

describe("a reservoir at special parameters", () => {
  it("is told without another that has no noise there, and certified", () => {
    const { plan } = compile(declared({ x: "D[J-] + c*D[Jx]", z: "c*D[J-]" }, { c: 0 }), "a test", "");
    expect(plan.strata.map(({ plan: at }) => certify(at.derivation).proofs.length > 0)).toEqual([true]);
    const {
      channels: [found],
    } = evaluated({ x: "D[J-] + c*D[Jx]", z: "c*D[J-]" }, { c: 0 });
    expect(found).toMatchObject({ class: "potential", positivity: "proven", refusal: null });
  });

  it("is plain damping where three other noises are zero", () => {
    const text = "a*D[J-] + b*D[J+] + c*D[Jx + 0.3*Jz] + d*D[Jx - Jy] + f*D[2*Jy + Jz]";
    const {
      channels: [found],
      production,
    } = evaluated(text, { a: 1, b: 0.5, c: 0, d: 0, f: 0 });
    expect(found).toMatchObject({ class: "potential", refusal: null });
    expect(production!.values[0]).toBeGreaterThan(0);
  });

  it("is not called undefined where it has no drift, or leaves a party out", () => {
    const collective = "(2 + c)*D[J-[a] + J-[b]] + (3 - c)*D[J+[a] + J+[b]]";
    const bounded = {
      ...declared(collective, { c: 0.5 }, ["a", "b"]),
      parameters: { c: { ...positive, range: "[0, 1]" } },
    };
    const channel = loadModule(compile(bounded, "a test", "").text, "found");
    const state = coherent(
      [0.5, 0.5],
      [
        { theta: 1.2, phi: 0.6 },
        { theta: 0.4, phi: 1 },
      ],
    );
    const at = (c: number) =>
      evaluate({ spins: [0.5, 0.5], state, channels: [{ channel, on: [0, 1], parameters: { c } }] }).channels[0].class;
    expect([at(0.25), at(0.5)]).toEqual(["undefined", "undecided"]);
    const left = evaluated("D[J-[a] + (1 - 2*c)*J-[b]]", { c: 0.5 }, [0.5, 0.5]);
    expect(left.channels[0].class).toBe("undecided");
  });
});

describe("names of parameters", () => {
  it("may differ by a capital alone, or be a word of the compiler's own", () => {
    const { text } = compile(declared("a*D[J- + J+/3] + A*D[J+ + J-/3]", { a: 1, A: 1 }), "a test", "");
    expect(loadModule(text, "found").strata.length).toBeGreaterThan(1);
    expect(compile(declared("D[Jz + i*(Jx + entry*Jy)]", { entry: 1 }), "a test", "").text).toContain("entry");
  });

  it("do not turn the sign of Q* in print", () => {
    const { plan } = compile(declared("D[(aa - b)*(Jx + i/2*Jy)]", { aa: 1, b: 1 }), "a test", "");
    const [{ production }] = plan.derivation.reservoirs;
    if (production.class !== "potential") throw new Error(`the class is ${production.class}`);
    for (const z of [-1, 0, 1]) {
      const point = { "x[p]": Math.sqrt(1 - z * z), "y[p]": 0, "z[p]": z, aa: 1, b: 0.25 };
      expect(p.evaluate(production.potential.base, new Map(Object.entries(point)))).toBeGreaterThanOrEqual(0);
    }
  });
});
