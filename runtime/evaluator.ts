/** What the compiler emits for a channel, and all that the runtime knows of one. */

import type { Jump } from "../spins/dynamics/jump.ts";
import type { ComplexMatrix } from "../spins/matrices/complex-matrix.ts";

/** Values of a channel's declared parameters, by name. */
export type Parameters = Readonly<Record<string, number>>;

export interface ParameterDescription {
  readonly name: string;
  /** Smallest and largest allowed value; the end itself is allowed unless `open` says otherwise. */
  readonly minimum: number;
  readonly maximum: number;
  readonly openMinimum: boolean;
  readonly openMaximum: boolean;
  readonly unit: string;
  readonly meaning: string;
}

/**
 * What can be said of a reservoir's entropy production: *diffusive* (A = 0), *potential* (ω = ∇ ln Q*), *regular*
 * (B > 0 on the whole sphere; at parameters where it is not, the runtime finds so and refuses), *undefined* (A leaves the
 * range of B), *undecided*.
 */
export type ReservoirClass = "diffusive" | "potential" | "regular" | "undefined" | "undecided";

/** Whether Π ≥ 0 can be relied on, and why. */
export type Positivity = "proven" | "searched" | "violated";

export interface ReservoirVerdict {
  readonly name: string;
  readonly class: ReservoirClass;
  /** For J = 1/2, 1 and 3/2, for J = 5/2, 7/2, … and for J = 2, 3, …, at all parameters; null where Π is not given. */
  readonly positivity: {
    readonly qubit: Positivity;
    readonly one: Positivity;
    readonly threeHalves: Positivity;
    readonly halfInteger: Positivity;
    readonly integer: Positivity;
  } | null;
  readonly evidence: string;
  /** Why Π and Φ are not given; null when they are. */
  readonly refusal: string | null;
}

/** Points of one party's sphere as a product of rows (polar angle θ) and columns (azimuth φ). */
export interface SphereGrid {
  /** cos θ and sin θ, one a row. */
  readonly cosTheta: Float64Array;
  readonly sinTheta: Float64Array;
  /** cos φ and sin φ, one a column. */
  readonly cosPhi: Float64Array;
  readonly sinPhi: Float64Array;
}

/** A block of `rows × columns` nodes; a field's value at row r, column c stands at `r * columns + c`. */
export interface Geometry {
  readonly rows: number;
  readonly columns: number;
  /** One a party of the channel, in its order. */
  readonly spheres: readonly SphereGrid[];
}

/** Tangential gradient of a field: `[∂Q/∂θ₀, (1/sin θ₀) ∂Q/∂φ₀, ∂Q/∂θ₁, …]`, each of `rows * columns` values. */
export type Gradient = readonly Float64Array[];

/**
 * The integrands, without the measure M = Π_j (2J_j + 1)/4π, at every node of a block, written to `out`.
 * `J` has one spin a party of the channel. `out` must not alias an input.
 */
export interface PointwiseFunctions {
  /** Integrand of dS/dt|diss: ∇Q·B∇Q / Q − A·∇Q. */
  entropyRate(
    parameters: Parameters,
    J: readonly number[],
    geometry: Geometry,
    Q: Float64Array,
    dQ: Gradient,
    out: Float64Array,
  ): void;
  /**
   * Integrand of Π, summed over reservoirs: g·Bg / Q with g = P ω − ∇P. With P = Q this is eq 21's integrand. Since
   * g is linear and vanishes for P = Q*, P = Q − Q* gives the same number without loss of digits near Q*.
   */
  readonly production:
    | ((
        parameters: Parameters,
        J: readonly number[],
        geometry: Geometry,
        Q: Float64Array,
        P: Float64Array,
        dP: Gradient,
        out: Float64Array,
      ) => void)
    | null;
  /** Integrand of Φ, summed over reservoirs: A·ω Q − A·∇Q. */
  readonly flux: PointwiseFunctions["entropyRate"] | null;
  /**
   * A and B in D(Q) = −∇·(A Q − B∇Q), summed over reservoirs, in the frame e_θ, e_φ of each party.
   * @param drift  A as a gradient is laid out: `[A_θ₀, A_φ₀, A_θ₁, …]`, each of `rows * columns` values
   * @param diffusion  the rows of B up to the diagonal, likewise: B_ij, i ≥ j, is `diffusion[i * (i + 1) / 2 + j]`;
   *   `[B_θθ, B_φθ, B_φφ]` of one party
   */
  coefficients(
    parameters: Parameters,
    J: readonly number[],
    geometry: Geometry,
    drift: readonly Float64Array[],
    diffusion: readonly Float64Array[],
  ): void;
}

/** F with Φ = Tr[ρF]. */
export interface FluxMatrix extends ComplexMatrix {
  /** A bound on |F − truth| in the Frobenius norm; 0 where left out. */
  readonly error?: number;
  /** Bounds on the entries besides, row by row; left out where each is right to its own rounding, or `error` says it all. */
  readonly errors?: Float64Array;
  /** Σ |contributions| to the entries, row by row; their own sizes where left out. */
  readonly sizes?: Float64Array;
}

/** A channel, compiled. All methods are pure but for the `out` they fill. */
export interface Evaluator {
  readonly name: string;
  readonly cites: string;
  readonly parties: readonly string[];
  /** Whether it acts on more spins, seen alike, as it does on its parties. */
  readonly more?: boolean;
  readonly parameters: readonly ParameterDescription[];
  readonly reservoirs: readonly ReservoirVerdict[];
  /** The derived equations, one a line, in Unicode; the key names the quantity. */
  readonly equations: Readonly<Record<string, string>>;
  /** The dissipators, all reservoirs together, in declared order. The spins matter where an operator holds J_x² + J_y² + J_z². */
  jumps(parameters: Parameters, J: readonly number[]): readonly Jump[];
  /**
   * Σ over reservoirs of the largest Σ |terms| of an entry of Σ rate l l†, l the Cartesian components of L, of those entries whose terms
   * may cancel as they are expanded in the parameters: 2ε of it may be missing in A, B and all that is made of them. Null where none may.
   */
  readonly cancelling: ((parameters: Parameters, J: readonly number[]) => number) | null;
  /** H′ = Σ_j h_j·J_j, which the constant parts of operators add: D[L + α]ρ = D[L]ρ − i[H′, ρ]; null without any. */
  readonly remainder:
    | ((parameters: Parameters, J: readonly number[]) => readonly (readonly [number, number, number])[])
    | null;
  readonly pointwise: PointwiseFunctions;
  /**
   * The integral over the unit sphere of the party (J = 1/2) of `pointwise.entropyRate`, in closed form, for
   * Q(n) = A0 + R·n, and Σ |summands| of it; one value a conditional state. Null where the pass found none.
   */
  readonly inner:
    | ((
        parameters: Parameters,
        A0: Float64Array,
        Rx: Float64Array,
        Ry: Float64Array,
        Rz: Float64Array,
        out: Float64Array,
        size: Float64Array,
      ) => void)
    | null;
  /** F with Φ = Tr[ρ F], on the channel's own parties. Null where Φ is refused. */
  readonly fluxMatrix: ((parameters: Parameters, J: readonly number[]) => FluxMatrix) | null;
  /** The state whose Husimi function is Q*, where one potential serves all reservoirs; null otherwise. */
  readonly steadyState: ((parameters: Parameters, J: readonly number[]) => ComplexMatrix) | null;
  /** The same channel where parameters are zero, or equal, and more can be said; the first that applies is to be used. */
  readonly strata: readonly Stratum[];
}

export interface Stratum {
  /** Parameters and the number, or the name of the parameter, that each equals there. */
  readonly where: Readonly<Record<string, number | string>>;
  readonly evaluator: Evaluator;
}

/** A channel acting on some of the parties; `on[k]` is the index of the party that plays the channel's k-th. */
export interface ChannelUse {
  readonly channel: Evaluator;
  readonly on: readonly number[];
  readonly parameters: Parameters;
}
