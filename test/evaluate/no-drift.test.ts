import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { evaluate } from "../../evaluate/problem/evaluate.ts";
import { evaluateMany } from "../../evaluate/problem/evaluate-many.ts";
import type { Evaluator } from "../../runtime/evaluator.ts";
import { InvalidInput } from "../../spins/input/invalid-input.ts";
import { channel } from "../../symbolic/declare/declare.ts";
import { compile } from "../support/compile.ts";
import { randomState } from "../support/random-states.ts";

const folder = mkdtempSync(join(tmpdir(), "wehrl-no-drift-"));
const rate = { range: "[0, inf)", unit: "1/time", meaning: "a rate" };
const parameters = { a: rate, b: rate, c: rate };
const tilted = "c*D[Jx + 0.3*Jz]";
const declarations: Record<string, Record<string, string>> = {
  joined: { all: `a*D[J-] + b*D[J+] + ${tilted}` },
  apart: { bath: "a*D[J-] + b*D[J+]", noise: tilted },
  besides: { all: `a*D[J-] + b*D[J+] + ${tilted}`, pump: "D[J+]" },
  hot: { all: `a*(b + 1)*D[J-] + a*b*D[J+] + ${tilted}` },
  single: { jump: "D[a*J- + b*J+]", noise: tilted },
};
const known: Record<string, Evaluator> = {};

beforeAll(async () => {
  for (const [name, reservoirs] of Object.entries(declarations)) {
    const declaration = channel({ name, cites: "a test", parties: ["a"], parameters, reservoirs });
    const file = join(folder, `${name}.ts`);
    writeFileSync(file, compile(declaration, "a test", "0").text);
    known[name] = ((await import(/* @vite-ignore */ file)) as Record<string, Evaluator>)[name];
  }
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true }));

const evaluated = (name: string, rates: Record<string, number>, J = 1, method?: "monte-carlo") =>
  evaluate({
    spins: [J],
    state: randomState(2 * J + 1, 2 * J + 1, 11),
    channels: [{ channel: known[name], on: [0], parameters: rates }],
    ...(method ? { method, samples: 500 } : {}),
  });

describe("a reservoir whose drift vanishes at its parameters, where det B does too", () => {
  for (const name of ["joined", "apart", "single"]) {
    for (const [a, b] of name === "joined"
      ? [[0, 0]]
      : [
          [0, 0],
          [0.7, 0.7],
        ]) {
      it(`has Π = dS/dt and Φ = 0: ${name}, a = ${a}, b = ${b}`, () => {
        for (const J of [0.5, 1, 1.5]) {
          const { production, flux, entropyRate, channels } = evaluated(name, { a, b, c: 1 }, J);
          const slack = production!.error[0] + entropyRate.error[0];
          expect(Math.abs(production!.values[0] - entropyRate.values[0])).toBeLessThanOrEqual(slack);
          expect(Math.abs(flux!.values[0])).toBeLessThanOrEqual(flux!.error[0]);
          expect(entropyRate.values[0]).toBeGreaterThan(0);
          expect(channels[0].refusal).toBeNull();
        }
      });
    }
  }

  it("is called diffusive, at equal rates too", () => {
    for (const a of [0, 0.7]) {
      const { channels, flux } = evaluated("joined", { a, b: a, c: 1 });
      expect([channels[0].class, channels[0].positivity, flux!.values[0]]).toEqual(["diffusive", "proven", 0]);
    }
  });

  it("has the same Π by Monte Carlo as dS/dt, point by point", () => {
    const { production, entropyRate, flux } = evaluated("joined", { a: 0, b: 0, c: 1 }, 1, "monte-carlo");
    expect(production!.values[0]).toBe(entropyRate.values[0]);
    expect(flux!.values[0]).toBe(0);
  });

  it("is told where others share its integrand, which is another there", () => {
    const { production, channels, closure } = evaluated("besides", { a: 0, b: 0, c: 1 });
    expect(production!.values[0]).toBeGreaterThan(0);
    expect(channels[0].refusal).toBeNull();
    expect(Math.abs(closure[0])).toBeLessThan(1e-9 * production!.values[0]);
    expect(evaluated("besides", { a: 0.2, b: 0.1, c: 9 }).channels[0].entropyRate.values[0]).toSatisfy(Number.isFinite);
  });

  it("is not mistaken for one whose rates differ by less than their rounding: n̄ = 1e20", () => {
    const { channels } = evaluated("hot", { a: 1, b: 1e20, c: 1 });
    expect(channels[0].class).not.toBe("diffusive");
  });
});

describe("magnitudes that no double holds", () => {
  const state = randomState(3, 3, 5);
  it("are refused in a line that names the quantity, and never give NaN", () => {
    for (const method of ["quadrature", "monte-carlo"] as const) {
      for (const rates of [
        { a: 1e308, b: 1e308, c: 1 },
        { a: 1e154, b: 1e153, c: 1 },
        { a: 1e300, b: 1e7, c: 1e300 },
        { a: 1e-300, b: 1e20, c: 1e-320 },
      ]) {
        const job = {
          spins: [1],
          state,
          channels: [{ channel: known.hot, on: [0], parameters: rates }],
          method,
          ...(method === "quadrature" ? { budget: 1e4 } : { samples: 10 }),
        };
        let text = "";
        try {
          const { entropyRate, production, flux } = evaluate(job);
          text = [entropyRate, production, flux].map((one) => [...(one?.values ?? [])].join()).join();
        } catch (error) {
          expect(error).toBeInstanceOf(InvalidInput);
          expect((error as Error).message).toMatch(/no number came out|beyond any double|a rate of/);
        }
        expect(text).not.toContain("NaN");
      }
    }
    const many = { spins: [1], channels: [{ channel: known.hot, on: [0], parameters: { a: 1e300, b: 1e7, c: 1 } }] };
    expect(() => evaluateMany({ ...many, budget: 1e4 }, { states: [state] })).toThrow(InvalidInput);
  });
});
