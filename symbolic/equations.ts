/** The derived equations of a channel, one a line, by the name of the quantity. */
import * as p from "./algebra/polynomial.ts";
import type { Derivation, ReservoirDerivation } from "./derive.ts";
import type { Formula } from "./formula.ts";
import { components, inAngles, matrixComponents } from "./frame.ts";
import type { Potential } from "./potential.ts";
import { printFormula, printOperator, printPolynomial } from "./print.ts";

export function equations(derivation: Derivation, closedForm: Formula | null): Readonly<Record<string, string>> {
  const { channel, reservoirs, integrands } = derivation;
  const lone = (text: string): string =>
    channel.parties.length === 1 ? text.replaceAll(`[${channel.parties[0]}]`, "") : text;
  const lines: [string, string][] = [];
  for (const reservoir of reservoirs) {
    const of = reservoirs.length > 1 ? ` of ${reservoir.reservoir.name}` : "";
    lines.push([`dissipator${of}`, dissipatorLine(reservoir, channel.parties)]);
    lines.push([`drift${of}`, driftLine(reservoir)]);
    lines.push([`diffusion${of}`, diffusionLine(reservoir)]);
    if (reservoir.production.class === "potential")
      lines.push([`potential${of}`, potentialLine(reservoir.production.potential, channel.parties)]);
  }
  lines.push(["phase-space operator", "D(Q) = −∇·(A Q − B∇Q)"]);
  lines.push(["entropy rate", `dS/dt|diss = M ∫ {${printFormula(integrands.entropyRate)}} dΩ`]);
  if (closedForm)
    lines.push(["entropy rate of a qubit", `dS/dt|diss = ${printFormula(closedForm)} for J = ½, Q = A₀ + R·n`]);
  if (integrands.production) lines.push(["production", `Π = M ∫ {${printFormula(integrands.production)}} dΩ`]);
  if (integrands.flux) {
    const text = printFormula(integrands.flux);
    lines.push(["flux", text === "0" ? "Φ = 0" : `Φ = M ∫ {${text}} dΩ`]);
  }
  return Object.fromEntries(lines.map(([name, text]) => [name, lone(text)]));
}

/** For a single operator, where Q* = (tr B)^J, up to a factor that Q* need not have. */
function potentialLine({ base, exponent }: Potential, parties: readonly string[]): string {
  return `Q* = (${printPolynomial(inAngles(base, parties))})^${exponent === 1n ? "J" : "(2J)"}`;
}

function dissipatorLine({ reservoir }: ReservoirDerivation, parties: readonly string[]): string {
  const terms = reservoir.dissipators.map(
    ({ rate, operator }) => `${printPolynomial(rate)} D[${printOperator(operator, parties)}]ρ`,
  );
  return `D(ρ) = ${terms.join(" + ")}`;
}

const frameNames = (parties: readonly string[]): readonly string[] =>
  parties.flatMap((party) => ["θ", "φ"].map((angle) => (parties.length > 1 ? `${angle}${party}` : angle)));

function driftLine({ operator: { drift, parties } }: ReservoirDerivation): string {
  const names = frameNames(parties);
  const entries = components(drift, parties).flatMap((entry, k) =>
    p.isZero(entry) ? [] : [`A_${names[k]} = ${printPolynomial(entry)}`],
  );
  return entries.length === 0 ? "A = 0" : entries.join(", ");
}

function diffusionLine({ operator: { diffusion, parties } }: ReservoirDerivation): string {
  const names = frameNames(parties);
  const B = matrixComponents(diffusion, parties);
  return names
    .flatMap((row, i) =>
      names
        .slice(i)
        .flatMap((column, j) => (p.isZero(B[i][i + j]) ? [] : [`B_${row}${column} = ${printPolynomial(B[i][i + j])}`])),
    )
    .join(", ");
}
