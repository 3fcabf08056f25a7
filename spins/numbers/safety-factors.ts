/**
 * What makes error bounds safe: multiples of ε, or of an estimate, each with its unit and its reason. Beside them in
 * docs/calibration.md stands what `npm run calibrate` measures each to be at the most; those that cannot be measured by themselves
 * have their argument there.
 */

// Sums and matrices.

/** Rounding of a sum over Σ |terms|, in ε: terms good to a few ε, the sum compensated. */
export const SUM = 4;
/** What a pivot of Cholesky's factor may be of zero, in dε of its diagonal entry. */
export const PIVOT = 4;
/** What the trace of a state made in doubles is off by, and an eigenvalue below zero, in dε: beyond, the nearest state is taken, with a warning. */
export const TRACE = 4;
/** What an entry of |ψ⟩⟨ψ| is off by, in ε: up to here a state is pure. */
export const PROJECTOR = 8;
/** How far a state is from a product that it passes for, in ε a party, in the Frobenius norm. */
export const FACTORS = 16;
/** Correlations of two parties that are seen, in shares of their state: first far above rounding of what is rarely found, then all but rounding. */
export const CORRELATED = [1e-10, 1e-13] as const;

/** A polynomial at what counts as its zero, in ε of its terms. */
export const POLYNOMIAL_ZERO = 2;
/** The residual, in ε a level, from which on Majorana points that lie together are sought again around their middle. */
export const MAJORANA_POINTS = 4;

// The generator.

/** What is left of a coupling between parties of H that have none, in ε of its largest entry. */
export const COUPLING = 64;
/** What is left of an entry of H that is a rotation of spins, in ε of the parts that are taken from it. */
export const ROTATION = 16;
/** A frequency that may be rounding of those that it is a difference of, in ε of them. */
export const FREQUENCY = 16;
/** A rate, a product of a few parameters, in ε. */
export const RATE = 2;
/** A Cartesian coefficient of a jump, a sum of a few products of functions of parameters, in ε of the largest. */
export const COEFFICIENT = 4;
/** How far a coefficient is from eighths that was declared as one, in ε. */
export const EIGHTH = 32;
/** Terms of a rate over what they leave, from where on that is more than a few roundings. */
export const CANCELLING = 16;

/** The share of a jump that may be left beside its linear part, as of one that was rounded, */
export const LINEAR = 1e-10;
/** … and up to which that is rounding of doubles, in ε: beyond, it is said. */
export const LINEAR_ROUNDING = 64;
/** What is left of one part of a jump beside the other, where both are one Hermitian operator's, in ε of it. */
export const REAL = 16;

// Evolution and rest.

/** What rounding of rates and jumps leaves of an evolved state, in ε√d of d levels, or coordinates where fewer evolve together. */
export const FADING = 1;
/** What steps of Taylor's series in thirty digits do to a state, in Euclid's norm, over 2⁻¹⁰² (1 + ‖A‖₁t). */
export const LONG_STEPPING = 8;
/** What squaring e^{A} to thirty digits does to a state, over 2⁻¹⁰² n (1 + ‖A‖₁t). */
export const LONG_SQUARING = 8;
/** One long step less two short ones over what these are off by: 2⁷ − 1 where the difference is small. */
export const HALVED_STEP = 8;
/** What is left of the last correction of a steady state, in its own size. */
export const LAST_CORRECTION = 4;
/** Second orders beside first, where corrections shrink to a twentieth. */
export const SECOND_ORDER = 1.1;

// Q on a sphere.

/** The mean of 1/(a + b cos θ) over a beta distribution of exponents α and β, in ε: so many, and so many times √min(α, β). */
export const MEAN_INVERSE = [16, 4] as const;
/** How far |axis| may be from the constant of a potential's factor whose zero stands on the sphere, in ε. */
export const ZERO_ON_SPHERE = 4;
/** What is left of terms of P, m or C that cancel, in ε of them. */
export const NOISE_MATRIX = 64;
/** Q at a node in ε of its mean over φ: below there are no digits of a zero of Q. */
export const HUSIMI = 64;
/** What rounding leaves of entries of a state that should be zero, in ε of the largest mean of Q. */
export const HUSIMI_OF_STATE = 0.01;
/** A component of ∇Q, in ε √J |X| of what Q is a constant and X. */
export const HUSIMI_GRADIENT = 4;
/** Next to a zero of Q a rate depends on ρ like ε ln ε: in ε of its contributions. */
export const NEAR_ZERO_OF_Q = 40;
/** The same of a qubit's closed sphere where |R| is nearly A₀. */
export const NEARLY_PURE_QUBIT = 40;
/** What a residual of Majorana points does to a moment, in shares of its contributions. */
export const MAJORANA_RESIDUAL = 8;

// Refinement.

/** What rounding leaves of a form in the direction of a party that is zero, as A₀² − |R|² of what is pure, in ε of its terms. */
export const FORM = 64;
/** The width of several spheres over the least of 32 directions of the others: an estimate, as it may be smaller in between. */
export const BETWEEN_DIRECTIONS = 0.9;
/** What a rule's rows leave out over what its own upper harmonics tell of an integrand whose width is known: more where the nearest zero lies
 *  at a pole, as harmonics then grow beyond those that are seen before they fall; */
export const TAIL_ROWS = 25;
/** … and what its columns leave out. */
export const TAIL_COLUMNS = 2;

/** What rules of the next sphere leave out over their differences to smaller ones: in the mean over many states, and of a single one. */
export const COARSER = [1, 10] as const;

/** What a grid is off by over its difference to the one before: where levels converge geometrically, */
export const GEOMETRIC_LEVELS = 2;
/** … where they may be of high algebraic order, */
export const FAST_LEVELS = 3;
/** … and where the error wanders about its envelope, which falls like h² at best. */
export const SLOW_LEVELS = 20;
/** Differences of levels that are rounding, that of a large spin's amplitudes, in 4ε of the contributions. */
export const LEVELS = 32;
/** The error of patches over the sum of their differences to coarser rules; each factor of two costs one more halving at each zero. */
export const PATCHES = 25;
/** An integral that patches would not improve, in 4ε of its contributions. */
export const AT_ROUNDING = 100;
/** What two grids of a flux matrix agree to, in 4ε of the contributions. */
export const FLUX_GRIDS = 16;

// Comparisons and quantities.

/** Rounding of emitted A and B, and of rates, that the bounds of every channel hold, in ε of their size. */
export const EMITTED = 16;
/** ‖D(ρ)‖ of a state at rest, in ε of the terms. */
export const AT_REST = 16;
/** An entry of D(σ) of a Gibbs state σ, in ε of Σ|rate| d² times the largest of σ. */
export const KEPT = 64;
/** A population of a Gibbs state, in dε of itself. */
export const GIBBS = 8;
/** Eigenvalues and eigenvectors of a Hermitian matrix: an exact decomposition of one that is as far off, in nε of its norm. */
export const EIGENVALUE = 16;
/** What is left of a Hermitian matrix after its factors, in ε of the largest pivot. */
export const SIGNED_PIVOT = 8;
/** ∫ Q^q over a qubit's sphere in closed form, of which a difference over a tenth of A is the largest loss, in ε. */
export const QUBIT_POWER = 40;
/** What of a state rounding puts outside of its own support, in ε. */
export const STRAY_SHARE = 32;
/** Rounding of Tr[X ln A], in nε ‖X‖ (1 + Σ |ln λ|). */
export const LOGARITHM = 20;
/** Rounding of a concurrence, in ε, besides that of the roots. */
export const CONCURRENCE = 64;
/** Temperatures, and level spacings of a spin, that differ by no more than this share are one: as of a temperature that was converted to n̄ and back. */
export const ONE_TEMPERATURE = 1e-9;
/** How far eigenvalues are from zero whose halves are known, in units of what they may be off by. */
export const SEPARATE = 64;
