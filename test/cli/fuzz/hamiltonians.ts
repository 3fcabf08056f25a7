import { hamiltonianOf } from "../../support/hamiltonian.ts";
import { happens, mutated, oddText, oneOf, type Random, several } from "./chance.ts";
import { type Case, hold } from "./judge.ts";

const spins = [[0.5], [1], [0.5, 1], [0.5, 0.5, 0.5], [3]];
// biome-ignore format: a table
const parts = ["Jz[0]", "Jx[0]", "Jz", "0.5*Jz[0]", "(J+[0] + J-[0])", "Jx[0]*Jx[1]", "Jy[0]*Jy[1]", "Jz[0]^2", "i*(J+[0] - J-[0])", "(Jx[0] + Jy[0])^3", "Jz[0]/3", "1e-300*Jz[0]", "1e308*Jz[0]", "sqrt(2)*Jz[0]", "cos(0.3)*Jz[0]", "2", "J+[0]*J-[0]"];

export function hamiltonianCase(random: Random): Case {
  const own = oneOf(random, spins);
  const many = happens(random, 0.01) ? 200 : 3;
  const valid = [oneOf(random, parts), ...several(random, many, () => oneOf(random, parts))].join(
    oneOf(random, [" + ", " - ", "*"]),
  );
  const text = happens(random, 0.1) ? oddText(random) : happens(random, 0.6) ? mutated(random, valid) : valid;
  return {
    text: JSON.stringify([own, text.slice(0, 2000)]),
    run: () => {
      const { dimension: n, re, im } = hamiltonianOf(text, own);
      hold(n === own.reduce((all, J) => all * (2 * J + 1), 1), () => `dimension ${n}`);
      for (let r = 0; r < n; r++)
        for (let c = 0; c < n; c++) {
          const [up, low] = [r * n + c, c * n + r];
          hold(Number.isFinite(re[up]!) && Number.isFinite(im[up]!), () => `entry ${re[up]} + ${im[up]}i`);
          hold(re[up] === re[low] && im[up] === -im[low]!, () => "H is Hermitian");
        }
    },
  };
}
