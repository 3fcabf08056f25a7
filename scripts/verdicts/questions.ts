/** Where Π < 0 is searched for: every kind of reservoir for which Π ≥ 0 is not proven for every J. */

export interface Question {
  readonly reservoir: string;
  readonly channel: string;
  readonly spin: number;
  /** Kept; the others are searched. */
  readonly parameters: Readonly<Record<string, number>>;
  /** What is searched, for readers. */
  readonly over: string;
}

type Family = Omit<Question, "spin">;

const families: readonly Family[] = [
  { reservoir: "thermal bath", channel: "amplitude-damping", parameters: {}, over: "n̄ in (0, 3)" },
  { reservoir: "bath at zero temperature", channel: "amplitude-damping", parameters: { nbar: 0 }, over: "n̄ = 0" },
  { reservoir: "pumping", channel: "pumping", parameters: {}, over: "" },
  {
    reservoir: "thermal bath with z-dephasing",
    channel: "damping-with-dephasing",
    parameters: { Gamma: 1 },
    over: "n̄ and λ/Γ in (0, 3)",
  },
  // The state takes the phase's turns about z upon itself.
  { reservoir: "squeezed vacuum", channel: "squeezed-vacuum", parameters: { phase: 0 }, over: "r in (0, 3)" },
];

const squeezed = (r: number): Family => ({
  reservoir: "squeezed vacuum",
  channel: "squeezed-vacuum",
  parameters: { r, phase: 0 },
  over: `r = ${r}`,
});

const at = (spins: readonly number[], of: readonly Family[]): readonly Question[] =>
  of.flatMap(({ reservoir, channel, ...rest }) => spins.map((spin) => ({ reservoir, channel, spin, ...rest })));

export const questions: readonly Question[] = [
  ...at([0.5, 1, 1.5, 2, 2.5, 3], families),
  ...at([1, 2, 3], [0.3, 1, 2].map(squeezed)),
];
