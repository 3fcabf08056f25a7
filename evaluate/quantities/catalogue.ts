/** Names and meanings of the quantities that can be asked for beside Wehrl's; apart, for a help text to be quick. */

export type Unit = "1" | "nat" | "nat/time" | "energy";

interface QuantityDescription {
  readonly symbol: string;
  readonly unit: Unit;
  readonly meaning: string;
}

export const quantities = {
  "l1-coherence": {
    symbol: "C",
    unit: "1",
    meaning: "l1 norm of coherence, Σ_{i≠j} |ρ_ij|",
  },
  "relative-entropy-coherence": {
    symbol: "C_rel",
    unit: "nat",
    meaning: "relative entropy of coherence, S(ξ) − S(ρ) with ξ the diagonal (eq 33)",
  },
  "von-neumann-entropy": {
    symbol: "S_vN",
    unit: "nat",
    meaning: "von Neumann's entropy, −Tr ρ ln ρ",
  },
  "relative-entropy": {
    symbol: "S(ρ‖ρ_eq)",
    unit: "nat",
    meaning: "relative entropy to the product Gibbs state of the baths, of the parties that have one (eq 31)",
  },
  "von-neumann-production": {
    symbol: "Π_vN",
    unit: "nat/time",
    meaning:
      "von Neumann's entropy production rate (eq 32), for dephasing dS_vN/dt; Infinity for states without full rank, or n̄ = 0",
  },
  affinity: {
    symbol: "A",
    unit: "1",
    meaning: "of each thermal bath, √∫A(b)² over the other spheres, A(b) = μ∫√(Q Q*): 1 in its steady state alone",
  },
  "production-bound": {
    symbol: "Π ≥",
    unit: "nat/time",
    meaning:
      "of each thermal bath, the proven lower bound on its Π, 2Γf(1 − A²) (docs/positivity.md); 0 where none is proven",
  },
  "spohn-production": {
    symbol: "Π_Spohn",
    unit: "nat/time",
    meaning:
      "−d/dt S(ρ‖σ) by each reservoir, σ a steady state of it by itself, summed (Spohn 1978); eq 32 where these are Gibbs states; Infinity where σ or ρ lacks the support",
  },
  "mutual-information": {
    symbol: "I_vN",
    unit: "nat",
    meaning: "Σ_j S(ρ_j) − S(ρ) with von Neumann's entropy, over the spins or the parts",
  },
  "wehrl-mutual-information": {
    symbol: "I_W",
    unit: "nat",
    meaning: "Σ_j S_j − S with Wehrl's entropy, likewise",
  },
  concurrence: {
    symbol: "concurrence",
    unit: "1",
    meaning: "Wootters' concurrence of each pair of qubits, or of two",
  },
  negativity: {
    symbol: "negativity",
    unit: "1",
    meaning: "(‖ρ^{T_b}‖₁ − 1)/2 of each pair of qubits, or of two parts of any spins",
  },
  "log-negativity": {
    symbol: "E_N",
    unit: "nat",
    meaning: "ln ‖ρ^{T_b}‖₁, likewise",
  },
  purity: {
    symbol: "Tr ρ²",
    unit: "1",
    meaning: "Tr ρ²",
  },
  energy: {
    symbol: "⟨H⟩",
    unit: "energy",
    meaning: "Tr[ρH] of the job's Hamiltonian",
  },
  "free-energy": {
    symbol: "F",
    unit: "energy",
    meaning:
      "Tr[ρH] − T S_vN; without T that of the job's thermal baths, n̄ = 1/(e^{ω/T} − 1) with ω their spins' level spacing in H",
  },
  "renyi-wehrl": {
    symbol: "S",
    unit: "nat",
    meaning: "Rényi–Wehrl entropy of order q > 1, ln(M∫Q^q)/(1 − q); for integers exact, by a contraction of matrices",
  },
  "coherence-production": {
    symbol: "Π_coh",
    unit: "nat/time",
    meaning:
      "share of Π from coherence in the eigenbasis of each bath: Π of ρ less that of ρ averaged about the axis of the bath, summed; it may be negative from J = 3/2 on",
  },
  "spohn-coherence-production": {
    symbol: "Π_coh,Spohn",
    unit: "nat/time",
    meaning: "the same share of spohn-production, −d/dt S(ρ‖ρ̄) with ρ̄ the average; never negative",
  },
} as const satisfies Readonly<Record<string, QuantityDescription>>;

export type QuantityName = keyof typeof quantities;

/** What stands in brackets behind a name. */
export type Brackets = {
  /** As it may be written. */
  readonly example: string;
  readonly meaning: string;
  /** Whether the name alone asks for nothing. */
  readonly needed: boolean;
} & (
  | { readonly holds: "parts" | "two parts" | "pair" }
  | { readonly holds: "number"; readonly allows: (number: number) => boolean }
);

const parts = {
  example: "(0|1,2)",
  meaning: "two parts or more, each of spins by index; the others are traced out",
  needed: false,
  holds: "parts",
} as const;

const twoParts = {
  ...parts,
  meaning: "two parts, each of spins by index; the others are traced out",
  holds: "two parts",
} as const;

export const brackets = {
  "mutual-information": parts,
  "wehrl-mutual-information": parts,
  negativity: twoParts,
  "log-negativity": twoParts,
  concurrence: { example: "(0,1)", meaning: "two qubits by index", needed: false, holds: "pair" },
  "free-energy": {
    example: "(0.8)",
    meaning: "with the temperature, 0 or more",
    needed: false,
    holds: "number",
    allows: (T: number) => T >= 0,
  },
  "renyi-wehrl": {
    example: "(2)",
    meaning: "with the order, above 1",
    needed: true,
    holds: "number",
    allows: (q: number) => q > 1,
  },
} as const satisfies { readonly [name in QuantityName]?: Brackets };
