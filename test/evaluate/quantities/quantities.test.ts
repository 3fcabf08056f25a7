import { describe, expect, it } from "vitest";
import { evolve } from "../../../evaluate/problem/evolve.ts";
import { l1Coherence, relativeEntropyOfCoherence } from "../../../evaluate/quantities/coherence.ts";
import { concurrence, negativity } from "../../../evaluate/quantities/entanglement.ts";
import { mutualInformation, quantumRelativeEntropy, vonNeumannEntropy } from "../../../evaluate/quantities/entropy.ts";
import { type Equilibration, equilibration } from "../../../evaluate/quantities/equilibration.ts";
import { spohnProduction } from "../../../evaluate/quantities/production.ts";
import { evaluateQuantities } from "../../../evaluate/quantities/quantities.ts";
import { wehrlMutualInformation } from "../../../evaluate/quantities/wehrl-mutual-information.ts";
import { channels } from "../../../generated/index.ts";
import { ginibreStates, type PaperClass, paperStates } from "../../../paper/states/random-states.ts";
import { InvalidInput } from "../../../spins/input/invalid-input.ts";
import { partialTrace, tensorProduct } from "../../../spins/matrices/complex-matrix.ts";
import { eigenvalues } from "../../../spins/states/density-matrix.ts";
import { classState, coherent, dicke, gibbs, product } from "../../../spins/states/named-states.ts";
import { bell, conjugated, qubitUnitary, real, werner } from "./states.ts";

const pair = [2, 2];
const qubits = [0.5, 0.5];
/** Each a part. */
const halves = [[0.5], [0.5]];
const sampler = ginibreStates(7);
const random = Array.from({ length: 40 }, () => sampler.next());
const local = tensorProduct(qubitUnitary(0.3, 1.1, -0.7), qubitUnitary(2.1, 0.4, 0.9));
const mixed = real([
  [0.25, 0, 0, 0],
  [0, 0.25, 0, 0],
  [0, 0, 0.25, 0],
  [0, 0, 0, 0.25],
]);

const damping = (nbar: number, Gamma = 1): Equilibration[] =>
  [0, 1].map(
    (party) =>
      equilibration({ channel: channels["amplitude-damping"], on: [party], parameters: { Gamma, nbar } }, qubits)!,
  );
const dephasing = (lambda = 1): Equilibration[] =>
  [0, 1].map((party) => equilibration({ channel: channels.dephasing, on: [party], parameters: { lambda } }, qubits)!);

describe("coherence", () => {
  it("is zero on the diagonal and largest for the uniform superposition", () => {
    const plus = coherent(qubits, [
      { theta: Math.PI / 2, phi: 0 },
      { theta: Math.PI / 2, phi: 1 },
    ]);
    expect([l1Coherence(mixed), relativeEntropyOfCoherence(mixed)]).toEqual([0, 0]);
    expect(l1Coherence(plus)).toBeCloseTo(3, 13);
    expect(relativeEntropyOfCoherence(plus)).toBeCloseTo(Math.log(4), 13);
  });

  it("of eq 27's and eq 30's states is what section 4 says", () => {
    expect(l1Coherence(classState([0.1, 0.2, 0.1, 0.6], 0.02, 0.15, 0.02))).toBeCloseTo(4 * 0.19, 14);
  });

  it("C_rel is the relative entropy to the diagonal, and bounds the logarithm of 1 + C from below", () => {
    for (const rho of random) {
      const diagonal = real([0, 1, 2, 3].map((i) => [0, 1, 2, 3].map((j) => (i === j ? rho.re[5 * i] : 0))));
      const rel = relativeEntropyOfCoherence(rho);
      expect(rel).toBeCloseTo(quantumRelativeEntropy(rho, diagonal), 12);
      expect(rel).toBeGreaterThan(0);
      // Rana, Parashar and Lewenstein, Phys. Rev. A 93, 012110 (2016).
      expect(rel).toBeLessThanOrEqual(Math.log(1 + l1Coherence(rho)) + 1e-12);
    }
  });
});

describe("von Neumann's entropy", () => {
  it("does not change under unitaries, and is ln 4 at most", () => {
    for (const rho of random) {
      expect(vonNeumannEntropy(conjugated(local, rho))).toBeCloseTo(vonNeumannEntropy(rho), 12);
      expect(vonNeumannEntropy(rho)).toBeLessThan(Math.log(4));
    }
    expect(vonNeumannEntropy(mixed)).toBeCloseTo(Math.log(4), 14);
    expect(vonNeumannEntropy(bell)).toBeLessThan(1e-13);
  });

  it("of a Werner state is that of its eigenvalues, three of them equal", () => {
    const p = 0.6;
    const [one, three] = [(1 + 3 * p) / 4, (1 - p) / 4];
    expect(vonNeumannEntropy(conjugated(local, werner(p)))).toBeCloseTo(
      -one * Math.log(one) - 3 * three * Math.log(three),
      13,
    );
  });

  it("S(ρ‖σ) is positive, zero for equal states only, and the same for both turned", () => {
    for (let k = 0; k + 1 < random.length; k++) {
      const [rho, sigma] = [random[k], random[k + 1]];
      const S = quantumRelativeEntropy(rho, sigma);
      // Pinsker: S ≥ ½ |ρ − σ|₁² ≥ ½ |ρ − σ|₂².
      const distance = rho.re.reduce((sum, x, j) => sum + (x - sigma.re[j]) ** 2 + (rho.im[j] - sigma.im[j]) ** 2, 0);
      expect(S).toBeGreaterThan(0.5 * distance);
      expect(quantumRelativeEntropy(conjugated(local, rho), conjugated(local, sigma))).toBeCloseTo(S, 11);
      expect(quantumRelativeEntropy(rho, rho)).toBeLessThan(1e-13);
    }
  });

  it("S(ρ‖σ) is infinite where σ has no support and finite on its support", () => {
    expect(quantumRelativeEntropy(mixed, bell)).toBe(Number.POSITIVE_INFINITY);
    expect(quantumRelativeEntropy(conjugated(local, mixed), conjugated(local, bell))).toBe(Number.POSITIVE_INFINITY);
    expect(quantumRelativeEntropy(conjugated(local, bell), conjugated(local, bell))).toBeLessThan(1e-12);
    expect(quantumRelativeEntropy(bell, mixed)).toBeCloseTo(Math.log(4), 12);
    expect(quantumRelativeEntropy(bell, gibbs(qubits, [0, 0]))).toBe(Number.POSITIVE_INFINITY);
    // A cold Gibbs state has full support, however small its populations: β ε = ln 1001 for ten levels.
    const excited = dicke([5], [5]);
    expect(quantumRelativeEntropy(excited, gibbs([5], [0.001]))).toBeCloseTo(10 * Math.log(1001), 2);
  });

  it("mutual information is 2 ln 2 for a Bell pair, zero for a product, and the relative entropy to the product", () => {
    expect(mutualInformation(bell, pair)).toBeCloseTo(2 * Math.LN2, 13);
    expect(mutualInformation(gibbs(qubits, [0.4, 1.3]), pair)).toBeLessThan(1e-14);
    for (const rho of random.slice(0, 10)) {
      const separate = tensorProduct(partialTrace(rho, pair, [0]), partialTrace(rho, pair, [1]));
      expect(mutualInformation(rho, pair)).toBeCloseTo(quantumRelativeEntropy(rho, separate), 11);
    }
  });

  it("mutual information of Wehrl's entropies is between zero and von Neumann's", () => {
    // S of a Bell pair is 1 + (ln 2 − ½), of each of its halves ln 2.
    const Bell = wehrlMutualInformation(bell, halves);
    expect(Math.abs(Bell.value - (2 * Math.LN2 - (0.5 + Math.LN2)))).toBeLessThanOrEqual(Bell.error + 1e-14);
    expect(Math.abs(wehrlMutualInformation(gibbs(qubits, [0.4, 1.3]), halves).value)).toBeLessThan(1e-8);
    for (const rho of random.slice(0, 10)) {
      const { value, error } = wehrlMutualInformation(rho, halves);
      expect(value).toBeGreaterThan(-error);
      expect(value).toBeLessThan(mutualInformation(rho, pair) + error);
    }
  });
});

describe("von Neumann's entropy production", () => {
  it("is zero in the steady state, at zero temperature too", () => {
    for (const nbar of [0, 1e-9, 0.5, 20]) {
      expect(Math.abs(spohnProduction(gibbs(qubits, [nbar, nbar]), pair, damping(nbar)).value)).toBeLessThan(1e-12);
    }
    expect(spohnProduction(dicke(qubits, [0.5, -0.5]), pair, dephasing())).toEqual({ value: 0, error: 0 });
  });

  it("is positive and does not depend on the phase of the coherences", () => {
    const turn = tensorProduct(qubitUnitary(0.8, 0, 0), qubitUnitary(-1.9, 0, 0));
    for (const rho of random) {
      for (const channel of [damping(0.7), dephasing(2)]) {
        const rate = spohnProduction(rho, pair, channel).value;
        expect(rate).toBeGreaterThan(0);
        expect(spohnProduction(conjugated(turn, rho), pair, channel).value).toBeCloseTo(rate, 11);
      }
    }
  });

  it("is minus the slope of the relative entropy to the Gibbs state", () => {
    const problem = {
      spins: qubits,
      state: random[3],
      channels: [0, 1].map((party) => ({
        channel: channels["amplitude-damping"],
        on: [party],
        parameters: { Gamma: 1, nbar: [0.5, 2][party] },
      })),
      times: [0.1 - 1e-4, 0.1, 0.1 + 1e-4],
    };
    const [before, now, after] = evolve(problem).values;
    const rest = gibbs(qubits, [0.5, 2]);
    const slope = (quantumRelativeEntropy(before, rest) - quantumRelativeEntropy(after, rest)) / 2e-4;
    const equilibrations = problem.channels.map((use) => equilibration(use, qubits)!);
    expect(spohnProduction(now, pair, equilibrations).value).toBeCloseTo(slope, 6);
  });

  it("in figure 3 starts where ρ's own logarithm, by a series, and the rates of the populations say", () => {
    const [Gamma, nbar] = [0.25, 1.5];
    const rho = classState([0.1, 0.2, 0.1, 0.6], 0.02, 0.15, 0.02);
    const expected = independentRate(rho.re, Gamma, nbar);
    expect(spohnProduction(rho, pair, damping(nbar, Gamma)).value).toBeCloseTo(expected, 11);
  });

  it("is infinite at zero temperature and for pure states that move, and grows as ln(1/n̄) on the way", () => {
    expect(spohnProduction(random[0], pair, damping(0)).value).toBe(Number.POSITIVE_INFINITY);
    expect(spohnProduction(bell, pair, damping(0.5)).value).toBe(Number.POSITIVE_INFINITY);
    expect(spohnProduction(bell, pair, dephasing()).value).toBe(Number.POSITIVE_INFINITY);
    const [a, b, c] = [1e-6, 1e-8, 1e-10].map((nbar) => spohnProduction(random[0], pair, damping(nbar)).value);
    expect((c - b) / (b - a)).toBeCloseTo(1, 4);
  });

  it("is not given for a channel without a Gibbs state", () => {
    const use = { channel: channels["squeezed-vacuum"], on: [0], parameters: { Gamma: 1, r: 0.5, phase: 0 } };
    expect(equilibration(use, qubits)).toBeNull();
    const problem = { spins: qubits, state: bell, channels: [use] };
    expect(() => evaluateQuantities(problem, ["von-neumann-production"])).toThrow(
      /channels\[0\]: found a channel that relaxes to no Gibbs state/,
    );
  });
});

/**
 * −Tr[D(ρ)(ln ρ − ln ρ_eq)] of a real two-qubit state under equal thermal damping, by other means: D entry by entry from the
 * rate equations that eqs B1, B2 solve, and ln ρ = −Σ_k (1 − ρ)^k / k by powers.
 */
function independentRate(rho: Float64Array, Gamma: number, nbar: number): number {
  const [down, up] = [Gamma * (nbar + 1), Gamma * nbar];
  const D = new Float64Array(16);
  for (const bit of [2, 1]) {
    for (let r = 0; r < 4; r++) {
      for (let c = 0; c < 4; c++) {
        const [high, low] = [(r & bit) === 0, (c & bit) === 0];
        const flipped = rho[4 * (r ^ bit) + (c ^ bit)];
        const here = rho[4 * r + c];
        if (high !== low) D[4 * r + c] -= 0.5 * (down + up) * here;
        else D[4 * r + c] += high ? up * flipped - down * here : down * flipped - up * here;
      }
    }
  }
  const times = (a: Float64Array, b: Float64Array) =>
    Float64Array.from({ length: 16 }, (_, k) => {
      let sum = 0;
      for (let j = 0; j < 4; j++) sum += a[(k >> 2) * 4 + j] * b[4 * j + (k & 3)];
      return sum;
    });
  const rest = rho.map((x, k) => (k % 5 === 0 ? 1 : 0) - x);
  const logarithm = new Float64Array(16);
  let power: Float64Array = rest.slice();
  for (let k = 1; k < 4000; k++) {
    for (let j = 0; j < 16; j++) logarithm[j] -= power[j] / k;
    power = times(power, rest);
  }
  const excited = [2, 1, 1, 0];
  let rate = 0;
  for (let k = 0; k < 16; k++) rate -= D[k] * logarithm[k];
  for (let i = 0; i < 4; i++) rate -= D[5 * i] * excited[i] * Math.log((nbar + 1) / nbar);
  return rate;
}

describe("entanglement", () => {
  it("of Werner states begins at p = 1/3, with both measures", () => {
    for (const p of [0, 0.2, 1 / 3, 0.5, 0.8, 1]) {
      const state = conjugated(local, werner(p));
      expect(concurrence(state)).toBeCloseTo(Math.max(0, (3 * p - 1) / 2), 7);
      expect(negativity(state)).toBeCloseTo(Math.max(0, (3 * p - 1) / 4), 13);
    }
  });

  it("is largest for Bell states and none for products", () => {
    expect(concurrence(bell)).toBeCloseTo(1, 13);
    expect(negativity(bell)).toBeCloseTo(0.5, 14);
    for (const rho of random.slice(0, 10)) {
      const separate = tensorProduct(partialTrace(rho, pair, [0]), partialTrace(rho, pair, [1]));
      expect([concurrence(separate), negativity(separate)]).toEqual([0, 0]);
    }
    const pure = coherent(qubits, [
      { theta: 1.2, phi: 0.3 },
      { theta: 0.4, phi: 2 },
    ]);
    expect(concurrence(pure)).toBeLessThan(1e-7);
    expect(negativity(pure)).toBeLessThan(1e-14);
  });

  it("does not change under local unitaries, and has concurrence ≥ 2 × negativity", () => {
    for (const rho of random) {
      const turned = conjugated(local, rho);
      expect(concurrence(turned)).toBeCloseTo(concurrence(rho), 11);
      expect(negativity(turned)).toBeCloseTo(negativity(rho), 12);
      expect(concurrence(rho)).toBeGreaterThanOrEqual(2 * negativity(rho) - 1e-12);
    }
  });

  it("of an X state is 2 max(0, |α| − √(p₂p₃), |α| − √(p₁p₄))", () => {
    const [p, alpha] = [[0.4, 0.05, 0.15, 0.4], 0.08];
    const state = classState(p, 0, 0, alpha);
    const expected = 2 * Math.max(0, alpha - Math.sqrt(p[1] * p[2]), alpha - Math.sqrt(p[0] * p[3]));
    expect(concurrence(state)).toBeCloseTo(expected, 13);
  });
});

describe("quantities of a problem", () => {
  const problem = {
    spins: [0.5, 1, 0.5],
    state: product([gibbs([0.5], [0.3]), gibbs([1], [0.5]), coherent([0.5], [{ theta: 1, phi: 0 }])]),
    channels: [{ channel: channels["amplitude-damping"], on: [0], parameters: { Gamma: 1, nbar: 0.3 } }],
    times: [0, 0.5],
  };

  it("come over time, one for each pair of qubits among more parties", () => {
    const found = evaluateQuantities(problem, [
      "l1-coherence",
      "concurrence",
      "mutual-information",
      "relative-entropy",
    ]);
    expect(found.map(({ name }) => name)).toEqual([
      "l1-coherence",
      "concurrence[0,2]",
      "mutual-information",
      "relative-entropy",
    ]);
    expect(found.map(({ values }) => values.length)).toEqual([2, 2, 2, 2]);
    expect(found[0].values[1]).toBeCloseTo(Math.sin(1), 13);
    expect(Math.max(...found[3].values)).toBeLessThan(1e-12);
  });

  it.each([
    [
      "l1-coherense",
      problem,
      /names\[0\]: found "l1-coherense", no quantity, expected one of .*; did you mean "l1-coherence"/,
    ],
    ["concurrence", { ...problem, spins: [0.5], state: gibbs([0.5], [1]) }, /no pair of qubits/],
    ["relative-entropy", { ...problem, channels: [] }, /channels: found no channel that has a Gibbs state/],
  ])("refuse %s where it has no meaning", (name, wrong, message) => {
    expect(() => evaluateQuantities(wrong, [name])).toThrow(message);
  });
});

describe("quantities of what is no state", () => {
  const whole = gibbs([0.5], [1]);
  const still = { spins: [0.5], state: whole, channels: [] };
  const half = { dimension: 2, re: new Float64Array(4), im: new Float64Array(1) };
  const functions = { l1Coherence, relativeEntropyOfCoherence, concurrence, negativity, vonNeumannEntropy };
  it.each(Object.entries(functions))("are refused by %s in one line", (_, of) => {
    expect(() => of(null as never)).toThrow(InvalidInput);
    expect(() => of(null as never)).toThrow("rho: found null, expected a density matrix, such as coherent, gibbs or");
    expect(() => of({ ...mixed, im: mixed.im.with(1, Number.NaN) })).toThrow(
      "rho.im[0][1]: found NaN, expected a finite number",
    );
    expect(() => of(half)).toThrow("rho: found 4 real and 1 imaginary parts with dimension 2, expected dimension²");
  });

  it.each<[string, () => unknown, string]>([
    [
      "a reference of null",
      () => quantumRelativeEntropy(whole, null as never),
      "sigma: found null, expected a density",
    ],
    [
      "another dimension",
      () => quantumRelativeEntropy(whole, mixed),
      "sigma: found dimension 4, expected 2, as rho has",
    ],
    [
      "no dimensions",
      () => mutualInformation(mixed, undefined as never),
      "dimensions: found undefined, expected a lis",
    ],
    ["dimensions of others", () => mutualInformation(mixed, [2, 3]), "dimensions: found [2, 3], expected"],
    ["no names", () => evaluateQuantities(still, undefined as never), "names: found undefined, expected a list of"],
    [
      "a name of null",
      () => evaluateQuantities(still, [null as never]),
      "names[0]: found null, expected one of l1-coherence",
    ],
    ["no problem", () => evaluateQuantities(null as never, ["negativity"]), "problem: found null, expected an object"],
  ])("are refused with %s", (_, call, message) => {
    expect(call).toThrow(InvalidInput);
    expect(call).toThrow(message);
  });
});

describe("random states", () => {
  it.each(["x", "classes"] as const)("of class %s are states on their intervals, and rejection is counted", (form) => {
    const states = paperStates({ form, seed: 5 });
    for (let k = 0; k < 300; k++) {
      const { populations, alpha, beta, gamma } = states.draw();
      expect(populations.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 14);
      for (const coherence of [alpha, beta, gamma]) expect(coherence >= 0 && coherence <= 0.25).toBe(true);
    }
    for (let k = 0; k < 50; k++) expect(eigenvalues(states.next())[0]).toBeGreaterThan(-1e-15);
    expect(states.accepted).toBe(350);
    expect(states.accepted / states.drawn).toBeLessThan(0.4);
  });

  it("leave out the coherences whose interval is [0, 0]", () => {
    const { alpha, beta } = paperStates({ form: "x", beta: [0, 0] }).draw();
    expect(alpha).toBeGreaterThan(0);
    expect(beta).toBe(0);
  });

  it.each<[string, unknown, string]>([
    ["nothing", undefined, 'states: found undefined, expected an object with form, "x" or "classes"'],
    ["no class", {}, 'form: found undefined, expected "x" (eq 27) or "classes" (eq 30)'],
    ["a class of its own", { form: "X" }, 'form: found "X", expected "x" (eq 27) or'],
    ["a number for an interval", { form: "x", alpha: 0.1 }, "alpha: found 0.1, expected an interval such as [0, 0.25]"],
    ["ends in text", { form: "x", alpha: ["0", "1"] }, 'alpha[0]: found "0", expected a number'],
    ["one end", { form: "x", beta: [0] }, "beta: found [0], expected an interval [low, high], such as [0, 0.25]"],
    ["an interval backwards", { form: "classes", gamma: [0.2, 0.1] }, "gamma: found [0.2, 0.1], expected an interval"],
    ["half a seed", { form: "x", seed: 0.5 }, "seed: found 0.5, expected a seed"],
  ])("are refused with %s", (_, states, message) => {
    const call = () => paperStates(states as PaperClass);
    expect(call).toThrow(InvalidInput);
    expect(call).toThrow(message);
  });

  it("are the same from the same seed, and others from another", () => {
    const first = (seed: number) => [paperStates({ form: "classes", seed }).next(), ginibreStates(seed).next()];
    expect(first(3)).toEqual(first(3));
    expect(first(3)).not.toEqual(first(4));
  });

  it("of Ginibre have the mean purity of the Hilbert–Schmidt measure, 2d/(d² + 1)", () => {
    const states = ginibreStates(11);
    const count = 20_000;
    let sum = 0;
    for (let k = 0; k < count; k++) {
      const { re, im } = states.next();
      for (let j = 0; j < 16; j++) sum += re[j] ** 2 + im[j] ** 2;
    }
    expect(sum / count).toBeCloseTo(8 / 17, 2);
  });
});
