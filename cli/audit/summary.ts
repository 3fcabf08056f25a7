/** What the README says of the paper: verdicts on its claims, counted and singled out. */
import { evaluateQuantities } from "../../runtime/quantities/quantities.ts";
import { figure3State } from "../figure/damping-figures.ts";
import { matrixOf } from "../figure/sample.ts";
import type { Verdict } from "./claim.ts";
import type { Statement } from "./statement.ts";
import { damping, productionsOver, qubits } from "./states.ts";

const verdicts: readonly Verdict[] = ["holds", "holds to leading order", "fails: here is a state"];

type Summary = Required<Pick<Statement, "claims" | "test">>;

/** @param expected  so many of each, in that order */
export const counted = (...expected: readonly number[]): Summary => ({
  claims: "all",
  test(found) {
    const counts = verdicts.map((verdict) => found.filter((finding) => finding.verdict === verdict).length);
    const witnessed = found.every(({ verdict, exhibits = [] }) => verdict !== verdicts[2] || exhibits.length > 0);
    return {
      holds: witnessed && counts.every((count, k) => count === expected[k]),
      evidence: `Of ${found.length} claims ${counts[0]} hold, ${counts[1]} hold to leading order and ${counts[2]} fail${witnessed ? ", each with its states" : ""}.`,
    };
  },
});

/** The named claims have that verdict. */
export const judged = (verdict: Verdict, ...claims: readonly string[]): Summary => ({
  claims,
  test: (found) => ({
    holds: found.every((finding) => finding.verdict === verdict),
    evidence: found.map((finding, k) => `${claims[k]}: ${finding.verdict}`).join("; "),
  }),
});

/** Π over Π_vN at the ends of figure 3. */
export const ratioOfFigure3: Summary = {
  claims: ["figure-3"],
  test([{ verdict }]) {
    const [state, times, uses] = [matrixOf(figure3State), [0, 3], damping(1.5)];
    const wehrl = productionsOver(state, times, uses);
    const [neumann] = evaluateQuantities({ spins: qubits, state, channels: uses, times }, ["von-neumann-production"]);
    const ratio = wehrl.map(({ value }, k) => (value / neumann.values[k]).toFixed(2));
    return {
      holds: verdict === "holds" && ratio.join(" ") === "0.21 0.33",
      evidence: `figure-3: ${verdict}; Π/Π_vN = ${ratio.join(" and ")} at Γ̄t = 0 and 3.`,
    };
  },
};
