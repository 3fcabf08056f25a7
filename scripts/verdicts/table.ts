/** The verdicts on Π ≥ 0 with their evidence, as a page. */
import { roundUp } from "../../text/round-up.ts";
import { spinText } from "../../text/spin-text.ts";
import type { Entry } from "./entry.ts";

/** A value with an error that is rounded up. */
const bounded = (value: number, error: number): string => `${value.toPrecision(4)} ± ${roundUp(error)}`;

const quantity = ({ violated, production, error, quotient, quotientError }: Entry["found"]): readonly string[] =>
  violated ? [bounded(production, error), ""] : ["", bounded(quotient, quotientError)];

/** The searched parameters where the least was found. */
function placeOf({ parameters, found }: Entry): string {
  const searched = Object.entries(found.parameters).filter(([name]) => name !== "Gamma" && !(name in parameters));
  return searched.map(([name, value]) => `${name} = ${value.toPrecision(4)}`).join(", ");
}

/** Shares of the state's levels, m from J down, and its largest coherence. */
function stateOf({ found: { state, violated } }: Entry): string {
  if (!violated) return "";
  const populations = state.re.map((row, i) => row[i].toPrecision(2));
  const coherences = state.re.flatMap((row, i) =>
    row.slice(i + 1).map((x, j) => Math.hypot(x, state.im[i][i + 1 + j])),
  );
  return `${populations.join(", ")}; ${Math.max(...coherences).toPrecision(2)}`;
}

export function tableOf(entries: readonly Entry[], starts: number, seed: number): string {
  const rows = entries.map((entry) => {
    const { reservoir, spin, over, verdict, found } = entry;
    const cells = [reservoir, spinText(spin), over, verdict, String(found.search.evaluations), ...quantity(found)];
    return `| ${[...cells, placeOf(entry), stateOf(entry)].join(" | ")} |`;
  });
  const violated = entries.filter(({ found }) => found.violated).length;
  return [
    "# Verdicts on Π ≥ 0, and what bears them out",
    "",
    `Written by \`npm run verdicts\`: ${entries.length} searches for a state with Π < 0, ${starts} starts each, seed ${seed}. ${violated} found one. Each`,
    "minimises over all states and over the parameters named, with Γ = 1; the starts are random states, nearly pure ones, and ones next to",
    "the steady state, of every five two with coherence where the noise is least: there Q* of a single operator vanishes. Integrals are",
    "evaluated on a grid, what is shown with a bound. Where no Π < 0 was found the least of Π Γ′/|D(ρ)|² is shown, Γ′ = Σ rate |l|² over",
    "the operators l·J: it has the sign of Π, and does not vanish with D(ρ) as Π does. States and commands are in",
    "[verdicts.json](verdicts.json). *Proven* and *searched* are the compiler's words; where proven the search is a check of itself.",
    "",
    "| reservoir | J | searched | Π ≥ 0 | integrals | least Π/Γ | least Π Γ′/\\|D(ρ)\\|² | there | populations, m = J … −J; largest coherence |",
    "|---|---|---|---|---|---|---|---|---|",
    ...rows,
    "",
  ].join("\n");
}

/** Where a verdict and what was found are at odds. */
export function contradictions(entries: readonly Entry[]): readonly string[] {
  const violations = new Set(
    entries.filter(({ found }) => found.violated).map(({ channel, spin }) => `${channel} ${spin}`),
  );
  return entries
    .filter(({ channel, spin, verdict }) => (verdict === "violated") !== violations.has(`${channel} ${spin}`))
    .map(({ verdict, command }) => `the verdict is "${verdict}", and that is not what was found: ${command}`);
}
