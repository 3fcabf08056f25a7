/** What the README says of the paper: verdicts on its claims, counted and singled out. */

import type { Verdict } from "../../paper/claims/claim.ts";
import { damping, productionsOver, qubits } from "../../paper/claims/exhibits.ts";
import { figure3State } from "../../paper/figures/damping-figures.ts";
import { matrixOf } from "../../paper/figures/drawn-states.ts";
import type { Statement } from "./statement.ts";

const verdicts: readonly Verdict[] = ["holds", "holds to leading order", "fails: here is a state"];

type Summary = Required<Pick<Statement, "claims" | "test">>;

/** The README's sentence about how many claims there are of each verdict, with its test. */
export const counted = (holding: number, leading: number, failing: number): Summary & Pick<Statement, "quotes"> => ({
  quotes: [
    `Of ${holding + leading + failing} claims and readings of them ${holding} hold, ${leading} hold to leading order and ${failing} fail, each with a state as witness.`,
  ],
  claims: "all",
  test(_, found) {
    const expected = [holding, leading, failing];
    const counts = verdicts.map((verdict) => found.filter((finding) => finding.verdict === verdict).length);
    const witnessed = found.every(({ verdict, exhibits = [] }) => verdict !== verdicts[2] || exhibits.length > 0);
    return {
      holds:
        witnessed && counts.every((count, k) => count === expected[k]) && found.length === holding + leading + failing,
      evidence: `Of ${found.length} claims ${counts[0]} hold, ${counts[1]} hold to leading order and ${counts[2]} fail, ${witnessed ? "each with its states" : "not all with a state"}.`,
    };
  },
});

/** The named claims have that verdict. */
export const judged = (verdict: Verdict, ...claims: readonly string[]): Summary => ({
  claims,
  test: (_, found) => ({
    holds: found.length === claims.length && found.every((finding) => finding.verdict === verdict),
    evidence: found.map((finding, k) => `${claims[k]}: ${finding.verdict}`).join("; "),
  }),
});

/** Π over Π_vN at the ends of figure 3. */
export const ratioOfFigure3: Summary = {
  claims: ["figure-3"],
  test(library, [{ verdict }]) {
    const [state, times, uses] = [matrixOf(figure3State), [0, 3], damping(1.5)];
    const wehrl = productionsOver(library, state, times, uses);
    const [neumann] = library.evaluateQuantities({ spins: qubits, state, channels: uses, times }, [
      "von-neumann-production",
    ]);
    const ratio = wehrl.map(({ value }, k) => (value / neumann.values[k]).toFixed(2));
    return {
      holds: verdict === "holds" && ratio.join(" ") === "0.21 0.33",
      evidence: `figure-3: ${verdict}; Π/Π_vN = ${ratio.join(" and ")} at Γ̄t = ${times.join(" and ")}.`,
    };
  },
};
