import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { distance } from "../../../laws/matrices.ts";
import { tensorProduct } from "../../../spins/matrices/complex-matrix.ts";
import * as p from "../../../symbolic/algebra/polynomial.ts";
import * as spin from "../../../symbolic/algebra/spin-operator.ts";
import { normalForm } from "../../../symbolic/algebra/spin-operator.ts";
import { parameter, spin as spinOf } from "../../../symbolic/algebra/symbol.ts";
import { validate } from "../../../symbolic/declare/declare.ts";
import { add, identity, multiply, scale, spinOperators } from "../../evaluate/dense.ts";
import { gaussians } from "../arbitraries.ts";
import { declare, deriveText } from "../declarations.ts";
import { expectVector } from "../expectations.ts";

const labels = ["a", "b"];
const letters = fc.constantFrom(
  ...(["x", "y", "z", "+", "-"] as const).flatMap((axis) => labels.map((party) => spin.spin(axis, party))),
);
const products = fc
  .tuple(gaussians, fc.array(letters, { maxLength: 4 }))
  .map(([coefficient, factors]) => factors.reduce(spin.multiply, spin.scalar(p.constant(coefficient))));
const operators = fc.array(products, { minLength: 1, maxLength: 3 }).map((terms) => spin.add(...terms));

/** J₊, J₋ or J_z of one of two parties, as a matrix on both. */
function letterMatrix({ ladder, party }: spin.Word[number], spins: readonly number[]) {
  const [x, y, z] = spinOperators(spins[labels.indexOf(party)]);
  const own = ladder === "z" ? z : add(x, scale(y, 0, ladder === "+" ? 1 : -1));
  const other = identity(2 * spins[1 - labels.indexOf(party)] + 1);
  return party === "a" ? tensorProduct(own, other) : tensorProduct(other, own);
}

/** Word by word, J a number. */
function matrixOf(operator: spin.SpinOperator, spins: readonly number[]) {
  const one = identity(spins.reduce((d, J) => d * (2 * J + 1), 1));
  const values = new Map(labels.map((party, k) => [spinOf(party).key, spins[k]]));
  return operator
    .map(({ coefficient, word }) => {
      const [re, im] = [p.realPart, p.imaginaryPart].map((part) => p.evaluate(part(coefficient), values));
      return scale(word.map((factor) => letterMatrix(factor, spins)).reduce(multiply, one), re, im);
    })
    .reduce(add, scale(one, 0));
}

/** XY → YX + [X, Y] for the letters at a place of every word that is long enough. */
function swapped(operator: spin.SpinOperator, place: number): spin.SpinOperator {
  return spin.add(
    ...operator.map(({ coefficient, word }) => {
      if (place + 1 >= word.length) return [{ coefficient, word }];
      const [before, x, y, after] = [word.slice(0, place), word[place], word[place + 1], word.slice(place + 2)];
      const around = (middle: spin.SpinOperator) =>
        [[{ coefficient, word: before }], middle, [{ coefficient: p.one, word: after }]].reduce(spin.multiply);
      return spin.add(around([{ coefficient: p.one, word: [y, x] }]), around(commutator(x, y)));
    }),
  );
}

function commutator(x: spin.Word[number], y: spin.Word[number]): spin.SpinOperator {
  if (x.party !== y.party || x.ladder === y.ladder) return [];
  const sign = (ladder: spin.Ladder) => (ladder === "+" ? 1n : ladder === "-" ? -1n : 0n);
  const of = (ladder: spin.Ladder, factor: bigint) => spin.scale(spin.spin(ladder, x.party), p.constant(factor));
  if (x.ladder === "z") return of(y.ladder, sign(y.ladder));
  if (y.ladder === "z") return of(x.ladder, -sign(x.ladder));
  return of("z", 2n * sign(x.ladder));
}

const casimir = (party: string) =>
  spin.add(...(["x", "y", "z"] as const).map((axis) => spin.multiply(spin.spin(axis, party), spin.spin(axis, party))));

describe("the normal form of an operator", () => {
  it("is the same matrix for J = 1/2 to 2", () => {
    const spins = fc.tuple(...labels.map(() => fc.constantFrom(0.5, 1, 1.5, 2)));
    fc.assert(
      fc.property(operators, spins, (operator, J) => {
        const [written, ordered] = [operator, normalForm(operator)].map((each) => matrixOf(each, J));
        const size = 1 + Math.max(...written.re.map(Math.abs), ...written.im.map(Math.abs));
        expect(distance(written, ordered)).toBeLessThan(1e-12 * size);
      }),
      { numRuns: 60 },
    );
  });

  it("is one for all orders that commutation makes equal, and for J² before or behind", () => {
    fc.assert(
      fc.property(operators, fc.array(fc.nat({ max: 2 }), { maxLength: 4 }), (operator, places) => {
        expect(normalForm(places.reduce(swapped, operator))).toEqual(normalForm(operator));
        const [before, behind] = [spin.multiply(casimir("a"), operator), spin.multiply(operator, casimir("a"))].map(
          normalForm,
        );
        expect(before).toEqual(behind);
        const J = p.symbol(spinOf("a"));
        expect(before).toEqual(spin.scale(normalForm(operator), p.multiply(J, p.add(J, p.one))));
      }),
    );
  });

  it("never holds J₊ and J₋ of one party, and is its own", () => {
    fc.assert(
      fc.property(operators, (operator) => {
        const ordered = normalForm(operator);
        for (const { word } of ordered)
          for (const label of labels) {
            const own = new Set(word.flatMap(({ ladder, party }) => (party === label ? [ladder] : [])));
            expect(own.has("+") && own.has("-")).toBe(false);
          }
        expect(normalForm(ordered)).toEqual(ordered);
      }),
    );
  });
});

const J2 = "(Jx^2 + Jy^2 + Jz^2)";

describe("a declaration with products of operators", () => {
  it.each([
    ["a commutator", "g*D[Jz*J- - J-*Jz]", "g*D[J-]"],
    ["another", "g*D[Jx*Jy - Jy*Jx]", "g*D[Jz]"],
    ["ladders", "g*D[J+*J- - J-*J+]", "4*g*D[Jz]"],
    ["nested commutators", "g*D[Jz*(Jx*Jz - Jz*Jx) - (Jx*Jz - Jz*Jx)*Jz]", "g*D[Jx]"],
    ["a double commutator", "-g/2*[i*(Jx*Jy - Jy*Jx), [-Jz, rho]]", "g*D[Jz]"],
    ["squares that cancel", "g*D[J- + Jz^2 - Jz*Jz/2 - Jz^2/2]", "g*D[J-]"],
    ["a shift", `g*D[J- + ${J2}]`, "g*D[J-]"],
    ["a shift by products that cancel", `g*D[J- + Jz^2 + J-*J+ + Jz]`, "g*D[J-]"],
  ])("is the linear one that it comes to: %s", (_, written, linear) => {
    const [found, expected] = [written, linear].map((text) => deriveText(text).reservoirs[0]);
    expectVector(found.operator.drift, expected.operator.drift);
    expectVector(found.operator.diffusion.flat(), expected.operator.diffusion.flat());
    expect(found.production.class).toBe(expected.production.class);
  });

  it("has coefficients in J where J² stands before J₋, and a Hamiltonian where it stands beside it", () => {
    const [before] = deriveText(`g*D[${J2}*J-]`).reservoirs;
    const J = p.symbol(spinOf("a"));
    const c = p.multiply(J, p.add(J, p.one));
    const plain = deriveText("g*D[J-]").reservoirs[0];
    expectVector(
      before.operator.drift,
      plain.operator.drift.map((entry) => p.multiply(entry, c, c)),
    );
    expect(before.production.class).toBe("potential");
    const [{ remainder }] = validate(declare({ rates: ["g"], reservoirs: { bath: `g*D[J- + ${J2}]` } })).reservoirs;
    expectVector(spin.cartesian(remainder, "a"), [p.zero, p.multiply(p.symbol(parameter("g")), c), p.zero]);
  });

  it("is linear where squares cancel in a Kossakowski matrix, and where parties do", () => {
    const squares = { operators: ["Jz^2 + Jx + 2*i", "Jz^2 - Jx"], matrix: [["g", "-g"], ["-g", "g"]] }; // biome-ignore format: a matrix
    const [{ dissipators, remainder }] = validate(declare({ rates: ["g"], reservoirs: { bath: squares } })).reservoirs;
    expect(dissipators.every(({ operator }) => spin.degree(operator) === 1)).toBe(true);
    const [expected] = validate(declare({ rates: ["g"], reservoirs: { bath: "4*g*D[Jx + i]" } })).reservoirs;
    expect(remainder).toEqual(expected.remainder);
    const pair = declare({
      parties: labels,
      rates: ["g"],
      reservoirs: { bath: "g*D[J-[a]*Jz[b] - Jz[b]*J-[a] + Jz[b]]" },
    });
    expect(validate(pair).reservoirs[0].dissipators).toEqual([
      { rate: p.symbol(parameter("g")), operator: spin.spin("z", "b") },
    ]);
  });

  it.each([
    ["a number alone", `D[${J2}]`, "an operator that is a number, which does nothing"],
    ["nothing", `D[Jz*J- - J-*Jz + J-]`, "an operator that is zero"],
    ["one that is not Hermitian", "-1/2*[Jx*Jy - Jy*Jx, [Jx*Jy - Jy*Jx, rho]]", "with L not Hermitian"],
    ["a power of many terms", "D[(Jx + Jy)^12]", "expands to 16777216 products"],
    ["a high power of one", "D[(J+*J-)^12]", "Jz²⁴, of degree 24 in J, which leaves a derivative beyond the second"],
    [
      "many words of many factors",
      "D[(J+ + J-)^8*J-^16]",
      "J₋²⁴, of degree 24 in J, which leaves a derivative beyond the second",
    ],
    ["a square", "D[Jz^2]", "a derivative of order 4"],
  ])("is refused at once: %s", (_, text, message) => {
    const started = performance.now();
    expect(() => deriveText(text)).toThrow(message);
    expect(performance.now() - started).toBeLessThan(5000);
  });
});
