/** The physics sections of README.md, sentence by sentence, each with its test. */
import { diffusive, potential, regular } from "./class-given.ts";
import { invariant } from "./class-invariant.ts";
import { strata, undecided, undefinedIntegral } from "./class-refused.ts";
import { example, held, proven, searched, shown, violated } from "./positivity-verdicts.ts";
import type { Statement } from "./statement.ts";
import { counted, judged, ratioOfFigure3 } from "./summary.ts";

const fails = "fails: here is a state";

/** In the order of the README. */
export const statements: readonly Statement[] = [
  {
    name: "verdicts-shown",
    quotes: ["Every reservoir gets a class and, where Π is given, a verdict on Π ≥ 0; every result repeats both."],
    test: shown,
  },
  {
    name: "class-diffusive",
    quotes: [
      "| diffusive | A = 0: Π = dS/dt and Φ = 0 | dephasing about any axis, depolarizing, collective and correlated dephasing |",
    ],
    test: diffusive,
  },
  {
    name: "class-potential",
    quotes: [
      "| potential | ω = ∇ ln Q* | thermal damping, pumping, every single operator with A ≠ 0, such as the squeezed vacuum |",
    ],
    test: potential,
  },
  {
    name: "class-regular",
    quotes: [
      "| regular | B > 0 on the whole sphere and ω = B⁻¹A; refused at parameters where B is not | a thermal bath (Γ = 1/2, n̄ = 0.8) with noise 3/2 along x and 1/10 along z in one reservoir; with 1/100 along z it is refused |",
    ],
    test: regular,
  },
  {
    name: "class-undefined",
    quotes: [
      "| undefined | A leaves the range of B, and the integral of Π diverges as a logarithm; S and dS/dt are given, Π and Φ refused | squeezed thermal bath, collective decay |",
    ],
    test: undefinedIntegral,
  },
  {
    name: "class-undecided",
    quotes: [
      "| undecided | none of these could be shown; refused likewise | jumps that are not linear in the spin operators |",
    ],
    test: undecided,
  },
  {
    name: "class-invariant",
    quotes: [
      "The class is the reservoir's, however it is written: the order of its terms, a term in parts, mixtures of operators, their phases and constants, and turned axes change neither it nor the verdict.",
    ],
    test: invariant,
  },
  {
    name: "class-strata",
    quotes: [
      "Where the class is better at a value of a parameter, Π is given there: for the squeezed thermal bath without squeezing and at zero temperature.",
    ],
    test: strata,
  },
  {
    name: "positivity-proven",
    quotes: [
      "*Proven*: diffusive and regular reservoirs, where B ≥ 0; damping and pumping, about any axis and with any dephasing about it, at every temperature for J = 1/2 by hand and for J = 1 and 3/2 by computer, and for J ≥ 2 by hand where 2n̄ + 1 ≥ 1.34·2J ([docs/positivity.md](docs/positivity.md)).",
    ],
    test: proven,
  },
  {
    name: "positivity-searched",
    quotes: [
      "*Searched*: colder damping and pumping from J = 2 on, the squeezed vacuum for J = 1; minimising over states and parameters, from fifty starts for each J up to 3, found no Π < 0 ([docs/verdicts.md](docs/verdicts.md)).",
    ],
    test: searched,
  },
  {
    name: "positivity-violated",
    quotes: [
      "*Violated*: the squeezed vacuum for other J: for J = 1/2, 3/2, … Q* is no state's Husimi function; for J = 2, 3, … a little coherence where Q* has zeros of order 2J suffices.",
      "For Γ = 1 Π falls to −0.24 for J = 2 and to −1.70 for J = 3, the least found by `wehrl positivity squeezed-vacuum --spin 3`.",
    ],
    test: violated,
  },
  {
    name: "positivity-example",
    quotes: ["One qubit, Γ = 1, r = 1/2, populations 0.2 and 0.8, has Π ≈ −0.0025."],
    test: example,
  },
  {
    name: "positivity-held",
    quotes: [
      "A result whose Π is below zero by more than its bound says *violated*, whatever the verdict was, and warns where it was another.",
    ],
    test: held,
  },
  {
    name: "paper-counts",
    ...counted(19, 3, 6),
  },
  {
    name: "paper-leading-order",
    quotes: ["Under dephasing Π ∝ µ², µ the factor of the coherences, holds to leading order only."],
    ...judged("holds to leading order", "square-law-x", "square-law-non-x", "square-law-both"),
  },
  {
    name: "paper-coherence",
    quotes: [
      "Figure 2(d)'s statement that higher coherence gives higher production is false in general; so is its like for damping of qubits, and of a spin J = 3/2 with one coherence alone.",
    ],
    ...judged(fails, "figure-2d", "figure-4d-unequal", "larger-spin"),
  },
  {
    name: "paper-measures",
    quotes: ["The two measures of coherence do not order all states alike."],
    ...judged(fails, "measures-across", "measures-populations"),
  },
  {
    name: "paper-lindblad",
    quotes: ["A Lindblad equation is not enough for Π ≥ 0."],
    ...judged(fails, "second-law-lindblad"),
  },
  {
    name: "paper-figure-3",
    quotes: [
      "In figure 3 both rates fall at all times; Π is 0.21 of the von Neumann rate at first and 0.33 of it at Γ̄t = 3.",
    ],
    ...ratioOfFigure3,
  },
  {
    name: "paper-zero-temperature",
    quotes: ["At zero temperature Π stays finite and von Neumann's rate does not."],
    ...judged("holds", "zero-temperature"),
  },
  {
    name: "paper-figure-5",
    quotes: ["Figure 5: more coherence, less production"],
    ...judged("holds", "figure-5a", "figure-5b"),
  },
];
