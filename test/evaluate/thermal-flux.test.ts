import { describe, expect, it } from "vitest";
import { evaluate } from "../../evaluate/problem/evaluate.ts";
import { channels } from "../../generated/index.ts";
import { dicke } from "../../spins/states/named-states.ts";
import { distanceFrom, exactThermalFlux } from "../support/exact-flux.ts";

const damping = channels["amplitude-damping"];
const spins = Array.from({ length: 20 }, (_, k) => (k + 1) / 2);
const occupations = [1e-12, 1e-9, 3e-5, 0.07, 0.5, 1, 2.44, 5.66, 50, 1e4, 1e6, 1e9, 1e14, 1e20];

/** Φ = J⟨2J (1−c²)/(2n̄+1−c) + 2c⟩: the first part is at most 4J², and 4J²/(2n̄+1), the second 2J|m|/(J+1). */
const partsOf = (J: number, k: number, nbar: number): number =>
  J * ((4 * J) / (2 * nbar + 1) + (2 * Math.abs(k - J)) / (J + 1));

describe("the flux of Dicke states under thermal damping, J = 1/2 … 10, beside numbers of a thousand digits", () => {
  it("is off by less than its bound, which is some roundings of its two parts", () => {
    for (const J of spins) {
      for (const nbar of occupations) {
        const { entries } = exactThermalFlux(J, nbar);
        const { dimension, re, errors } = damping.fluxMatrix!({ Gamma: 1, nbar }, [J]);
        entries.forEach((exact, k) => {
          const at = (2 * J - k) * (dimension + 1);
          const where = `J = ${J}, m = ${k - J}, nbar = ${nbar}`;
          expect(distanceFrom(exact, re[at]), where).toBeLessThan(errors![at]);
          expect(errors![at], where).toBeLessThan(2e-14 * partsOf(J, k, nbar));
        });
      }
    }
  });

  it("is so for J = 100, at temperatures that leave digits", () => {
    for (const nbar of occupations.filter((n) => n <= 50)) {
      const { entries } = exactThermalFlux(100, nbar);
      const { dimension, re, errors } = damping.fluxMatrix!({ Gamma: 1, nbar }, [100]);
      entries.forEach((exact, k) => {
        const at = (200 - k) * (dimension + 1);
        expect(distanceFrom(exact, re[at]), `m = ${k - 100}, nbar = ${nbar}`).toBeLessThan(errors![at]);
        expect(errors![at]).toBeLessThan(2e-14 * partsOf(100, k, nbar));
      });
    }
  });

  it("is that of the matrix, with its bound, on the way through evaluate", () => {
    for (const J of [0.5, 1, 1.5, 4]) {
      for (const nbar of occupations) {
        const { entries } = exactThermalFlux(J, nbar);
        for (let k = 0; k <= 2 * J; k += 1) {
          const { flux } = evaluate({
            spins: [J],
            state: dicke([J], [k - J]),
            channels: [{ channel: damping, on: [0], parameters: { Gamma: 1, nbar } }],
            budget: 2e4,
          });
          expect(distanceFrom(entries[k], flux!.values[0]), `J = ${J}, ${k}, ${nbar}`).toBeLessThanOrEqual(
            flux!.error[0],
          );
        }
      }
    }
  });
});
