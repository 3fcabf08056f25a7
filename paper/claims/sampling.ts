/** Section 4.1: not every drawn matrix is a state. */
import { EigenvalueDecomposition, Matrix } from "ml-matrix";
import type { ClassDraw, Interval, PaperClass, PaperSampler } from "../states/random-states.ts";
import type { Claim, Finding } from "./claim.ts";
import type { Library } from "./library.ts";
import { few, uniforms } from "./trials.ts";

const quarter: Interval = [0, 0.25];
const half: Interval = [0, 0.5];
const none: Interval = [0, 0];

type Drawing = PaperClass & { readonly alpha: Interval; readonly beta: Interval };

const intervals: Readonly<Record<string, Drawing>> = {
  "α on [0, 1/4] (figure 2a)": { form: "x", alpha: quarter, beta: none },
  "β on [0, 1/4] (figure 2b)": { form: "x", alpha: none, beta: quarter },
  "α and β on [0, 1/2] (figures 2c, d)": { form: "x", alpha: half, beta: half },
  "α, β and γ on [0, 1/4] (figure 4d)": { form: "classes", alpha: quarter, beta: quarter, gamma: quarter },
};

const states = 500;
const seed = 56;
/** Drawn here, and judged by their eigenvalues. */
const candidates = 2000;

/** The least eigenvalue of the matrix of eq 27 or eq 30. */
function leastEigenvalue(form: PaperClass["form"], { populations: p, alpha, beta, gamma }: ClassDraw): number {
  const [a, b, c] = form === "x" ? [beta, beta, alpha] : [alpha, beta, gamma];
  const matrix = new Matrix([
    [p[0], a, a, c],
    [a, p[1], c, b],
    [a, c, p[2], b],
    [c, b, b, p[3]],
  ]);
  return Math.min(...new EigenvalueDecomposition(matrix, { assumeSymmetric: true }).realEigenvalues);
}

/** Four uniform weights over their sum, and uniform coherences. */
function candidate({ alpha, beta, gamma = none }: Drawing, uniform: () => number): ClassDraw {
  const weights = [uniform(), uniform(), uniform(), uniform()];
  const sum = weights.reduce((total, one) => total + one);
  const within = ([low, high]: Interval) => low + (high - low) * uniform();
  const [a, b, c] = [alpha, beta, gamma].map(within);
  return { populations: weights.map((one) => one / sum), alpha: a, beta: b, gamma: c };
}

/** The share of the sampler's candidates that it took for states, that of others without a negative eigenvalue, and the
 *  least eigenvalue among what it took. */
function sharesOf(kind: Drawing, sampler: PaperSampler, uniform: () => number) {
  const taken = Array.from({ length: states }, () => leastEigenvalue(kind.form, sampler.draw()));
  const others = Array.from({ length: candidates }, () => leastEigenvalue(kind.form, candidate(kind, uniform)));
  const share = sampler.accepted / sampler.drawn;
  const known = others.filter((least) => least >= 0).length / candidates;
  const deviation = Math.sqrt((known ** 2 * (1 - known)) / states + (known * (1 - known)) / candidates);
  return { share, known, isAlike: Math.abs(share - known) <= 4 * deviation, least: Math.min(...taken) };
}

function test({ paperStates }: Library): Finding {
  const uniform = uniforms(seed);
  const found = Object.entries(intervals).map(([name, kind]) => ({
    name,
    ...sharesOf(kind, paperStates({ ...kind, seed }), uniform),
  }));
  const least = Math.min(...found.map((one) => one.least));
  const holds = found.every(({ known, isAlike }) => known < 1 && isAlike) && least > -1e-15;
  return {
    verdict: holds ? "holds" : "not borne out",
    evidence: `Share of the candidates that have no negative eigenvalue, until ${states} are found (seed ${seed}), and of ${candidates} others by their eigenvalues: ${found.map(({ name, share, known }) => `${(100 * share).toPrecision(3)} % and ${(100 * known).toPrecision(3)} % for ${name}`).join("; ")}. No state that was found has an eigenvalue below ${least < 0 ? `−${few(least)}` : "0"}.`,
  };
}

export const samplingClaims: readonly Claim[] = [
  {
    name: "sampling",
    says: "Coherences drawn uniformly need not give a state: the eigenvalues must be tested.",
    where: "section 4.1, below figure 2",
    test,
  },
];
