/** Names and meanings of the quantities that can be asked for beside Wehrl's; apart, for a help text to be quick. */

export type Unit = "1" | "nat" | "nat/time";

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
    meaning: "Σ_j S(ρ_j) − S(ρ) with von Neumann's entropy",
  },
  "wehrl-mutual-information": {
    symbol: "I_W",
    unit: "nat",
    meaning: "Σ_j S_j − S with Wehrl's entropy",
  },
  concurrence: {
    symbol: "concurrence",
    unit: "1",
    meaning: "Wootters' concurrence of each pair of qubits",
  },
  negativity: {
    symbol: "negativity",
    unit: "1",
    meaning: "(‖ρ^{T_b}‖₁ − 1)/2 of each pair of qubits",
  },
} as const satisfies Readonly<Record<string, QuantityDescription>>;

export type QuantityName = keyof typeof quantities;
