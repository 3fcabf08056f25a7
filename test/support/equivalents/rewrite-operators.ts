/** Operators as products that come to the same, and with constants added. */
import { oneOf } from "../../cli/fuzz/chance.ts";
import { type Rewriting, same, withReservoirs } from "./equivalent.ts";
import { adjoint, conjugated, hasOperator } from "./linear-texts.ts";
import { bracketed, replaced, sumText, type Term, termsOf, written } from "./trees.ts";

/** [J₋, Jz] = J₋, [Jz, J₊] = J₊, [J₊, J₋] = 2Jz, [Jy, Jz] = iJx and so on. */
// biome-ignore format: a table
const commutators: Readonly<Record<string, readonly string[]>> = {
  "-": ["J-*Jz - Jz*J-", "-Jz*J- + J-*Jz", "Jx - i*Jy", "Jx + (Jz*Jx - Jx*Jz)*(-1)"],
  "+": ["Jz*J+ - J+*Jz", "-(J+*Jz - Jz*J+)", "Jx + i*Jy"],
  x: ["-i*(Jy*Jz - Jz*Jy)", "(J+ + J-)/2", "i*Jz*Jy - i*Jy*Jz"],
  y: ["-i*(Jz*Jx - Jx*Jz)", "(J+ - J-)/2*(-i)", "i*(Jx*Jz - Jz*Jx)"],
  z: ["(J+*J- - J-*J+)/2", "-i*(Jx*Jy - Jy*Jx)", "-i*Jx*Jy + i*Jy*Jx"],
};

/** Every operator by a commutator or by others. */
export const byProducts: Rewriting = (given, random) => {
  const change = (text: string) =>
    replaced(text, (node) => {
      if (node.kind !== "spin") return undefined;
      const label = node.party === undefined ? "" : `[${node.party}]`;
      return oneOf(random, commutators[node.axis]).replaceAll(/J[-+xyz]/g, (J) => J + label);
    });
  const next = withReservoirs(given, (reservoir) =>
    typeof reservoir === "string" ? change(reservoir) : { ...reservoir, operators: reservoir.operators.map(change) },
  );
  return next && same(next, "operators as products");
};

/** Factors of scalars behind and between operators, where they commute. */
export const factorsBehind: Rewriting = (given) => {
  const next = withReservoirs(given, (reservoir) => {
    if (typeof reservoir !== "string") return undefined;
    return sumText(
      termsOf(reservoir).map(({ rate, jump }) => ({ rate: "1*" + bracketed(rate), jump: reversed(jump) })),
    );
  });
  return next && same(next, "factors in another order");
};

const reversed = (text: string): string =>
  replaced(text, (node) => {
    if (node.kind !== "product" || node.factors.some(({ sign }) => sign === "/")) return undefined;
    if (node.factors.filter((one) => hasOperator(one.node)).length > 1) return undefined;
    return [...node.factors]
      .reverse()
      .map(({ node: one }) => bracketed(written(one)))
      .join("*");
  });

/** Constants, with conjugates; the last is J(J + 1). */
const shifts = ["1", "1/2 - 2*i", "exp(i)", "i/3", "$x^2 + $y^2 + $z^2"] as const;

/** D[L + α]ρ = D[L]ρ − i[H, ρ], H = (i/2)(α* L − α L†). */
export const shifted: Rewriting = (given, random) => {
  const shares: string[] = [];
  const next = withReservoirs(given, (reservoir) => {
    if (typeof reservoir !== "string") return undefined;
    return sumText(
      termsOf(reservoir).map(({ rate, jump }): Term => {
        const label = given.parties.length === 1 ? "" : `[${given.parties[0]}]`;
        const alpha = oneOf(random, shifts).replaceAll(/\$(.)/g, (_, axis: string) => `J${axis}${label}`);
        const [own, other] = [
          `${bracketed(conjugated(alpha))}*${bracketed(jump)}`,
          `${bracketed(alpha)}*${bracketed(adjoint(jump))}`,
        ];
        shares.push(`${bracketed(rate)}*(i/2)*(${own} - ${other})`);
        return { rate, jump: `${jump} + ${bracketed(alpha)}` };
      }),
    );
  });
  return next && { ...same(next, "jumps shifted by constants"), hamiltonian: shares.join(" + ") };
};

/** Two parties commute: L + [Jz_a, J₋_b] = L. */
export const withCommutator: Rewriting = (given) => {
  const [a, b] = given.parties;
  if (b === undefined) return undefined;
  const nothing = `Jz[${a}]*J-[${b}] - J-[${b}]*Jz[${a}]`;
  const next = withReservoirs(given, (reservoir) =>
    typeof reservoir === "string"
      ? sumText(termsOf(reservoir).map(({ rate, jump }) => ({ rate, jump: `${jump} + ${nothing}` })))
      : undefined,
  );
  return next && same(next, "with a commutator of two parties");
};
