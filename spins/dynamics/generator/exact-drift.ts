/** dρ/dt to thirty digits. */
import type { ComplexMatrix } from "../../matrices/complex-matrix.ts";
import { basisOffsets, frobenius, otherParties, totalDimension, zeroMatrix } from "../../matrices/complex-matrix.ts";
import { addMatrix, adjoint, type DoubleDouble, multiply, zeroDoubleDouble } from "../../matrices/double-double.ts";
import { type SparseMatrix, sparse, sparseAdjoint } from "../../matrices/operators.ts";
import { addMultiple } from "../../numbers/long-number.ts";
import { type Hamiltonian, largestRow } from "../hamiltonian.ts";
import type { Dissipator } from "../liouvillian.ts";

/** What a generator is made of. */
export interface Sources {
  readonly dimensions: readonly number[];
  readonly dissipators: readonly Dissipator[];
  readonly hamiltonian: Hamiltonian | null;
  /** What an entry of H was rounded by, in ε of itself; on the diagonal, where levels are summed, of the largest. */
  readonly sums: number;
}

/** A term of the generator on some parties: a jump, or −i[H, ρ] where there is no rate. */
export interface Term {
  readonly operator: SparseMatrix;
  readonly rate: number | null;
  readonly own: Int32Array;
  readonly others: Int32Array;
  /** The k-th jump of a dissipator, what its constants add to the Hamiltonian, or the Hamiltonian itself. */
  readonly origin:
    | { readonly kind: "jump"; readonly of: Dissipator; readonly k: number }
    | { readonly kind: "remainder"; readonly of: Dissipator }
    | { readonly kind: "hamiltonian"; readonly H: Hamiltonian };
}

/** All that the generator is a sum of. */
export function termsOf({ dimensions, dissipators, hamiltonian }: Sources): Term[] {
  const everyone = dimensions.map((_, party) => party);
  const on = (parties: readonly number[]) => ({
    own: basisOffsets(dimensions, parties),
    others: basisOffsets(dimensions, otherParties(dimensions, parties)),
  });
  const terms = dissipators.flatMap((of): Term[] => {
    const jumps = of.operators.map(
      (operator, k): Term => ({ operator, rate: of.rates[k], ...on(of.on), origin: { kind: "jump", of, k } }),
    );
    return of.remainder === null
      ? jumps
      : [...jumps, { operator: of.remainder, rate: null, ...on(of.on), origin: { kind: "remainder", of } }];
  });
  if (hamiltonian === null) return terms;
  const origin = { kind: "hamiltonian", H: hamiltonian } as const;
  return [...terms, { operator: sparse(hamiltonian, hamiltonian.low), rate: null, ...on(everyone), origin }];
}

/** Σ rate (LρL† − ½{L†L, ρ}) − i[H, ρ] for Hermitian ρ, the operators and rates taken as exact. */
export function exactDrift(sources: Sources, rho: DoubleDouble): ComplexMatrix {
  const n = totalDimension(sources.dimensions);
  const out = zeroDoubleDouble(n);
  for (const { operator, rate, own, others } of termsOf(sources)) {
    const half = multiply(operator, own, others, rho);
    if (rate === null) addCommutator(out, half);
    else {
      addMatrix(out, rate, multiply(operator, own, others, adjoint(half)));
      const decay = multiply(sparseAdjoint(operator), own, others, half);
      addMatrix(out, -0.5 * rate, decay);
      addMatrix(out, -0.5 * rate, adjoint(decay));
    }
  }
  return out.high;
}

/** −i[H, ρ], good to half an ε of each entry, and to thirty digits of the terms that cancel in it. */
export function exactTurn(hamiltonian: Hamiltonian, rho: ComplexMatrix): ComplexMatrix {
  const n = rho.dimension;
  const sources = { dimensions: [n], dissipators: [], hamiltonian, sums: 0 };
  return exactDrift(sources, { high: rho, low: zeroMatrix(n) });
}

/** What thirty digits leave of zero. */
const ZERO = 1e-30;

/** A bound on ‖[H, ρ]‖ in the Frobenius norm where it is zero to thirty digits; else null. */
export function commutation(hamiltonian: ComplexMatrix, rho: ComplexMatrix): number | null {
  const found = frobenius(exactTurn(hamiltonian, rho));
  const negligible = ZERO * rho.dimension * largestRow(hamiltonian);
  if (found === 0) return 0;
  return found <= negligible ? negligible : null;
}

/** −i(Y − Y†), Y = Hρ. */
function addCommutator(out: DoubleDouble, { high, low }: DoubleDouble): void {
  const n = high.dimension;
  for (let r = 0; r < n; r++) {
    for (let c = 0; c < n; c++) {
      const [at, mirror] = [r * n + c, c * n + r];
      addMultiple(out.high.re, out.low.re, at, 1, high.im[at], low.im[at]);
      addMultiple(out.high.re, out.low.re, at, 1, high.im[mirror], low.im[mirror]);
      addMultiple(out.high.im, out.low.im, at, -1, high.re[at], low.re[at]);
      addMultiple(out.high.im, out.low.im, at, 1, high.re[mirror], low.re[mirror]);
    }
  }
}
