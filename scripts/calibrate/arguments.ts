/** Why the factors that cannot be measured by themselves are large enough. */
import type { Factor } from "./measure.ts";

export const reasons: Partial<Readonly<Record<Factor, string>>> = {
  PIVOT:
    "no bound: C is an exact factor of a matrix within (d + 1)ε of ρ, entry by entry; what is left of zero beside ill-conditioned minors may pass (13 dε was seen), and bounds divided by it are then larger than those that need no factor",
  POLYNOMIAL_ZERO:
    "no bound: where Newton's steps end; what the points leave of the state is measured afterwards, and enters by MAJORANA_RESIDUAL",
  MAJORANA_POINTS: "no bound: beyond it the points are sought again, and the better of both is kept with its residual",
  ZERO_ON_SPHERE:
    "the length of three components and the constant of a declared operator are each good to an ε; a zero beside the sphere by so little is one on it",
  FREQUENCY:
    "a frequency is a difference of two eigenvalues of H, each off by a few ε of ‖H‖; beyond the factor the state is said to turn, below nothing is said",
  RATE: "a product of up to four factors rounds three times, half an ε each; where terms cancel the compiler tells their size instead",
  COEFFICIENT: "a sum of two products of a parameter with two functions that are good to an ε: at most four",
  EIGHTH:
    "of what is declared as ½ or 1 up to three operations are left; functions of parameters come as near to an eighth as 1e-14 only if they are tuned",
  CANCELLING:
    "below it a rate has lost at most four bits, which the bounds on states have room for; beyond it the loss is counted by itself",
  LINEAR:
    "no bound: a jump that is this near to a linear one is taken for it, of which a warning says how near; beyond it nothing is taken for anything",
  LINEAR_ROUNDING:
    "each entry of a matrix is one product of numbers good to an ε or two, and its projection a mean of them: some ε of the whole; beyond it there is a warning and no more",
  REAL: "two components, each good to a few ε of the operator; what is taken as Hermitian has a drift of less than 16ε of its noise, which the bounds of every channel have room for (EMITTED)",
  HALVED_STEP:
    "Richardson's 2⁷ − 1 = 127 where the order shows; 8 is what is left of it where the difference falls by a factor of 16 only when the step halves",
  LAST_CORRECTION:
    "corrections shrink to a twentieth or the state is refused: those that are left out add up to 1/19 of the last",
  SECOND_ORDER:
    "corrections shrink to a twentieth: what the resolvent is off by, and second orders, are at most that share of the first",
  HUSIMI_OF_STATE:
    "far below an ε of the mean: it keeps 0/0 out of sums where a whole row of Q vanishes; what Π, which is as 1/Q, is less by is in its error",
  NEAR_ZERO_OF_Q: "−ln ε = 36.04",
  MAJORANA_RESIDUAL:
    "a state off by r in norm changes Q by at most 2r, and −X ln Q over the sphere by that times 1 plus the mean of −ln Q of each point, which is one: 2·(1 + 1), and twice to be safe",
  BETWEEN_DIRECTIONS:
    "no bound: the least downhill from four of 32 directions that fill the spheres evenly, to an angle of 0.04; at most 7 % above the least of 3,000 directions, on 120 states of three qubits",
  SIGNED_PIVOT:
    "no bound: where factors end; what is left of the matrix is that many roundings of its largest entry, and less than what a lattice's standard error tells",
  QUBIT_POWER:
    "four powers and a difference over at least a tenth of A, each good to an ε: forty of the larger term; near A the difference is a series instead",
  FORM: "A₀ and R of a conditional state are sums of (2J+1)² terms a party, good to an ε each; squares and their difference double that; beyond the factor only a rule's size depends on the form",
  LEVELS:
    "amplitudes of a spin J are good to √J ε, sums of contributions to 4ε: a factor of 32 holds up to J = 1000; where it does not the integral goes on to be refined",
  FACTORS:
    "no bound: a state farther from a product is not taken apart, and the distance of one that is enters its errors",
  CORRELATED:
    "no bound: where parties are taken for uncorrelated the distance from the product is measured, and FACTORS decides on it",
  AT_ROUNDING: "no bound: integrals this near to rounding are not handed to patches, and keep the bound that they have",
  FLUX_GRIDS:
    "the difference of two grids at rounding is two sums of 4ε each and what the weights are off by; it is added to the bound, not taken from it",
  LOGARITHM:
    "2n² products of entries and vectors, each twice rounded, whose sum is compensated by no carry: √(2n)·‖X‖ at the most in the mean, n in the worst case",
  CONCURRENCE:
    "the product of two 8 × 8 embeddings and its singular values: eight sums of eight products and EIGENVALUE·4 ε of norm one",
  ONE_TEMPERATURE:
    "no bound: n̄ of a temperature and back is good to some ε where the bath is not so cold that n̄ has no digits; what temperatures or spacings differ by is added to the error of T",
  SEPARATE:
    "no bound: where halves of an eigenvalue are less than this many errors, no distance of logarithms is offered",
};
