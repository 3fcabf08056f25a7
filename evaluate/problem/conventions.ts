import { labelled, outputWidth, page } from "../../text/columns.ts";

/** What every number of this program means; printed in `--help` and with every result. */
export const conventions = {
  units: "ħ = k_B = 1, natural logarithms: entropies in nats, rates in nats per unit of the job's time",
  evolution: "dρ/dt = −i[H, ρ] + the dissipators, in the Schrödinger picture of the H that is given",
  dissipator: "rates stand outside: γ·D[L]ρ, D[L]ρ = LρL† − ½{L†L, ρ}",
  basis: "|J,m⟩ with m descending: index 0 is m = +J, spin up, |0⟩; parties in Kronecker order, the first slowest",
  coherentState: "|Ω⟩ = e^{−iφJz} e^{−iθJy} |J,J⟩, θ from +z, φ from +x",
  husimi: "Q(Ω) = ⟨Ω|ρ|Ω⟩, bare: no prefactor",
  measure: "μ dΩ with μ = (2J+1)/4π for each party, so that ∫ μ Q dΩ = 1; M = Π_j μ_j",
  entropy: "Wehrl entropy S = −M ∫ Q ln Q",
  rates: "dS/dt|diss = −M ∫ D(Q) ln Q = Π − Φ: production minus flux; Φ > 0 leaves the system",
} as const;

const labels: Readonly<Record<keyof typeof conventions, string>> = {
  units: "units",
  evolution: "evolution",
  dissipator: "dissipator",
  basis: "basis",
  coherentState: "coherent state",
  husimi: "Husimi function",
  measure: "measure",
  entropy: "entropy",
  rates: "rates",
};

/** The conventions with their labels, in the order of the derivation. */
export function labelledConventions(): readonly (readonly [label: string, text: string])[] {
  return Object.entries(conventions).map(([key, text]) => [labels[key as keyof typeof labels], text]);
}

/** The paragraph at the end of every help text. */
export function conventionsHelp(): string {
  const lines = labelledConventions().flatMap(([label, text]) => labelled(`  ${label}`, text, 19));
  return page(["", "Conventions:", ...lines], outputWidth(process.stdout));
}
