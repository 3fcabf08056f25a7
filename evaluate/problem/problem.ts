/** What `evaluate` takes and what it returns. */
import type { ChannelUse, Positivity, ReservoirClass } from "../../runtime/evaluator.ts";
import type { Hamiltonian } from "../../spins/dynamics/hamiltonian.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import type { Means } from "../../theorem/thermal-positivity.ts";
import type { ConvergedBy } from "../errors/convergence.ts";
import type { AsChannel } from "../jumps/as-channel.ts";
import type { LinearJump } from "../jumps/linear-part.ts";

/** Jumps of one reservoir, Σ D[L] with rates inside. Where all are linear in the spin operators it is classified and judged as a compiled
 *  channel is; others evolve the state, and have dS/dt and Spohn's production: Π is refused. */
export interface JumpUse {
  /** Matrices on the parties `on`, or their components, one vector a party. */
  readonly jumps: readonly (ComplexMatrix | LinearJump)[];
  readonly on: readonly number[];
  /** Its name. Entries of one name on the same parties are one reservoir. */
  readonly reservoir?: string;
}

/** By integrals with bounds; by means over points drawn at random, or over lattices of points shifted at random, with standard errors. */
export type Method = (typeof methods)[number];
export const methods = ["quadrature", "monte-carlo", "quasi-monte-carlo"] as const;

/** A state of some spins, the channels that act on it, and what is to be computed. ħ = k_B = 1. */
export interface Problem {
  /** J of each party, a positive multiple of 1/2. */
  readonly spins: readonly number[];
  /** The state at t = 0: dimension Π(2J+1), basis |J,m⟩ with m descending, first party slowest. */
  readonly state: ComplexMatrix;
  /** What the state may be off by in the Frobenius norm, besides what is mended in it: the errors allow for it. Default 0. */
  readonly stateError?: number;
  readonly channels: readonly (ChannelUse | JumpUse)[];
  /** In which entry of a list of the caller's own each of these was written: refusals and warnings name that. Default its own place. */
  readonly entries?: readonly number[];
  /** H on all parties, Hermitian, with what its entries were rounded by, where that is known; enters the evolution, and its share of
   *  dS/dt is `unitaryRate`. */
  readonly hamiltonian?: Hamiltonian;
  /** Ascending, ≥ 0; default [0]. "steady": the steady state that the given state evolves to. */
  readonly times?: readonly number[] | "steady";
  /** Also −d/dt KL(Q‖Q_ss), Q_ss the steady state of the full generator. */
  readonly excess?: boolean;
  /** Hermitian operators on all parties by names of the caller's, as the Hamiltonian is given: their mean values come with the result. */
  readonly observables?: Readonly<Record<string, Hamiltonian>>;
  /** Also ρ at every time. */
  readonly states?: boolean;
  /** Relative; default 1e-9. */
  readonly tolerance?: number;
  /** Default "quadrature", which goes over to lattices where five spins or more are beyond all grids. */
  readonly method?: Method;
  /** Monte Carlo: number of points, default 100000; with lattices too the seed, an integer from 0 to 2⁵³ − 1, default 1. Every quantity at every
   *  time is a mean over the same points. */
  readonly samples?: number;
  readonly seed?: number;
  /** Evaluations of an integrand for one time, default 4e7: refinement ends where its next step would pass them; the first steps of
   *  each integral, and of each way to it, are always taken, and may pass a small budget. */
  readonly budget?: number;
  /** Called after each time with how many are done. */
  readonly onProgress?: (done: number) => void;
}

/** Values over time, with a bound on |value − truth| for each, or a standard error; both null where the quantity is refused. */
export interface Series {
  readonly values: Float64Array;
  readonly error: Float64Array;
}

/** ρ over the times of a problem, and a bound on what each is off by in the Frobenius norm. */
export interface StateSeries {
  readonly values: readonly ComplexMatrix[];
  readonly error: Float64Array;
}

/** What one channel does, over the times of the problem: its rates, and what is known of the sign of its Π. */
export interface ChannelResult {
  /** The channel's name; of jumps that of their reservoir, "jumps" where it has none. */
  readonly channel: string;
  /** Which entry of the problem's channels it is of, or is the first of: jumps on spins apart are reservoirs apart. */
  readonly entry: number;
  readonly on: readonly number[];
  /** How many jumps; null of a compiled channel. */
  readonly jumps: number | null;
  /** What such jumps come to as parameters of a bath, where they are one. */
  readonly asChannel: AsChannel | null;
  readonly class: ReservoirClass;
  readonly positivity: Positivity | null;
  /** Of what is proven. */
  readonly proof: Means | null;
  readonly refusal: string | null;
  readonly entropyRate: Series;
  readonly production: Series | null;
  readonly flux: Series | null;
  /** −Tr[H D(ρ)], the heat that flows into the reservoirs, energy per unit of time; null without a Hamiltonian. Algebra on the
   *  density matrix: its error is a bound on rounding, with Monte Carlo too. */
  readonly heatCurrent: Series | null;
}

/** What `evaluate` finds: one entry a time in every list. */
export interface Result {
  /** NaN for the steady state. */
  readonly times: Float64Array;
  /** Wehrl entropy S (eq 5), nats. */
  readonly entropy: Series;
  /** dS/dt|diss (eq 6), Π and Φ (eq 7), nats per unit of time, summed over the channels. */
  readonly entropyRate: Series;
  readonly production: Series | null;
  readonly flux: Series | null;
  /** The share of dS/dt of the Hamiltonian; zero without one. */
  readonly unitaryRate: Series;
  /** −M ∫ D(Q) ln Q from the matrices of the dissipators, minus (Π − Φ) from the emitted integrands (minus entropyRate where Π is refused).
   *  Of pure states of J > 1/2 the rates are exact without those integrands, which no grid resolves: closure is as coarse as the grids are. */
  readonly closure: Float64Array;
  /** ∫₀ᵗ Π dt = S(t) − S(0) + ∫₀ᵗ Φ dt, nats; null where Π is refused, and where the Hamiltonian changes S by itself. */
  readonly produced: Series | null;
  /** −d/dt KL(Q‖Q_ss) of the full generator, nats per unit of time, where asked for; not Π, and not sign-definite. */
  readonly excess: Series | null;
  /** Dimension of the space of steady states of the full generator, where "steady" or excess was asked for. */
  readonly steadyStates: number | null;
  /** Tr[ρA] of each observable by its name, algebra on the density matrix: errors are bounds, with Monte Carlo too. Null where none were
   *  asked for. */
  readonly observables: Readonly<Record<string, Series>> | null;
  /** Null where they were not asked for. */
  readonly states: StateSeries | null;
  readonly channels: readonly ChannelResult[];
  readonly errorKind: "bound" | "standard";
  /** How far the state is, in the Frobenius norm, from the matrix that was given for it, where that was none by rounding; else 0. The errors
   *  hold for every state that is as near to it; whether they have converged is a matter of the rest. */
  readonly stateDistance: number;
  /** How the numbers were found, in a few words. */
  readonly method: string;
  /** Evaluations of an integrand, one a time. */
  readonly evaluations: Float64Array;
  /** Whether everything came within the tolerance; null where numbers are means over points, whose standard errors are held against none. */
  readonly converged: boolean | null;
  /** By what all numbers of each time did: the tolerance, or, where one needs that, 1e-12 of the contributions to it; null where one did not.
   *  Of Monte Carlo null as a whole. */
  readonly convergedBy: readonly (ConvergedBy | null)[] | null;
  readonly warnings: readonly string[];
}
