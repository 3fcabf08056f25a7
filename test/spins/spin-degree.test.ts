import { describe, expect, it } from "vitest";
import { isQuadratic } from "../../spins/dynamics/spin-degree.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { tensorProduct } from "../../spins/matrices/complex-matrix.ts";
import { add, multiply, scale, spinOperators } from "../evaluate/dense.ts";

const squares = (J: number): readonly ComplexMatrix[] => {
  const [Jx, Jy, Jz] = spinOperators(J);
  const mixed = add(multiply(Jx, Jz), multiply(Jz, Jx));
  return [Jz, multiply(Jz, Jz), add(multiply(Jx, Jx), scale(multiply(Jy, Jy), -1)), add(mixed, scale(Jy, 0.3))];
};

describe("an operator of second degree in the spin operators", () => {
  it.each([1.5, 2, 7, 30])("is told, J = %d", (J) => {
    for (const X of squares(J)) expect(isQuadratic(X, [J])).toBe(true);
  });

  it("is told party by party", () => {
    const [a, b] = [squares(2)[1], squares(1.5)[3]];
    expect(isQuadratic(tensorProduct(a, b), [2, 1.5])).toBe(true);
    const [, , Jz] = spinOperators(1.5);
    expect(isQuadratic(tensorProduct(a, multiply(Jz, multiply(Jz, Jz))), [2, 1.5])).toBe(false);
  });

  it.each([1.5, 2, 7])("is not one of third, nor what turns the highest level over, J = %d", (J) => {
    const [Jx, , Jz] = spinOperators(J);
    const d = 2 * J + 1;
    const over = { dimension: d, re: new Float64Array(d * d), im: new Float64Array(d * d) };
    over.re[d - 1] = over.re[(d - 1) * d] = 1;
    const cube = multiply(Jz, multiply(Jz, Jz));
    for (const X of [cube, over, add(multiply(Jx, Jx), scale(cube, 1e-9))]) expect(isQuadratic(X, [J])).toBe(false);
  });
});
