/** A reservoir as a Kossakowski matrix h_ij = Σ rate l_i l_j*, and such a matrix written otherwise. */
import { oneOf } from "../../cli/fuzz/chance.ts";
import { type Reservoir, type Rewriting, same, withReservoirs } from "./equivalent.ts";
import { coefficientsOf, conjugated, inBasis } from "./linear-texts.ts";
import { bracketed, sumText, type Term, termsOf } from "./trees.ts";

const bases = { cartesian: ["Jx", "Jy", "Jz"], ladder: ["J-", "J+", "Jz"] } as const;

/** Every sum of dissipators as a matrix in a basis of all spins, without the operators that do not occur. */
export const asMatrix =
  (basis: keyof typeof bases): Rewriting =>
  (given) => {
    const labels = given.parties.length === 1 ? [""] : given.parties.map((party) => `[${party}]`);
    const names = labels.flatMap((label) => bases[basis].map((name) => name + label));
    const next = withReservoirs(given, (reservoir) => {
      if (typeof reservoir !== "string") return undefined;
      const rows = termsOf(reservoir).map(({ rate, jump }) => {
        const all = coefficientsOf(jump);
        return all && { rate, l: labels.flatMap((label) => inBasis(all, basis, label)) };
      });
      return rows.every((row) => row !== undefined) ? matrixOf(names, rows) : undefined;
    });
    return next && same(next, `a Kossakowski matrix in ${bases[basis].join(", ")}`);
  };

interface Row {
  readonly rate: string;
  readonly l: readonly string[];
}

function matrixOf(names: readonly string[], rows: readonly Row[]): Reservoir {
  const used = names.map((_, k) => k).filter((k) => rows.some(({ l }) => l[k] !== "0"));
  const entry = (i: number, j: number): string =>
    rows
      .filter(({ l }) => l[i] !== "0" && l[j] !== "0")
      .map(
        ({ rate, l }) =>
          [rate, l[i], conjugated(l[j])]
            .filter((text) => text !== "1")
            .map(bracketed)
            .join("*") || "1",
      )
      .join(" + ") || "0";
  return { operators: used.map((k) => names[k]), matrix: used.map((i) => used.map((j) => entry(i, j))) };
}

/** h on L₁, L₂ with equal diagonal a and real b beside it: ½(a ± b) D[L₁ ± L₂]. */
export const asSum: Rewriting = (given) => {
  const next = withReservoirs(given, (reservoir) => {
    if (typeof reservoir === "string" || reservoir.operators.length !== 2) return undefined;
    const [[a, b], [c, d]] = reservoir.matrix;
    if (a !== d || b !== c || /\bi\b/.test(b)) return undefined;
    const [L, K] = reservoir.operators.map(bracketed);
    const term = (sign: string): Term => ({
      rate: `(${bracketed(a)} ${sign} ${bracketed(b)})/2`,
      jump: `${L} ${sign} ${K}`,
    });
    return sumText([term("+"), term("-")]);
  });
  return next && same(next, "a Kossakowski matrix as a sum");
};

/** One operator of a matrix multiplied by c, or listed twice with its row in halves. */
export const rebased: Rewriting = (given, random) => {
  const next = withReservoirs(given, (reservoir) => {
    if (typeof reservoir === "string") return undefined;
    const [c, inverse] = oneOf(random, [
      ["2", "1/2"],
      ["i", "-i"],
      ["3/5 + 4*i/5", "3/5 - 4*i/5"],
      ["exp(i)", "exp(-i)"],
    ] as const);
    const { operators, matrix } = reservoir;
    const scale = (text: string, row: number, column: number) => {
      const factors = [row === 0 ? inverse : "1", column === 0 ? conjugated(inverse) : "1"];
      return [...factors.filter((one) => one !== "1"), text].map(bracketed).join("*");
    };
    return {
      operators: operators.map((text, k) => (k === 0 ? `${bracketed(c)}*${bracketed(text)}` : text)),
      matrix: matrix.map((row, i) => row.map((text, j) => scale(text, i, j))),
    };
  });
  return next && same(next, "a Kossakowski matrix with an operator multiplied");
};
