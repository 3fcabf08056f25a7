import { quantities } from "../../evaluate/quantities/catalogue.ts";
import { InvalidInput } from "../../spins/input/invalid-input.ts";
import { labelled, outputWidth, page } from "../../text/columns.ts";
import { oneOf } from "../../text/nearest.ts";
import { quoted } from "../../text/visible.ts";

/** The names in `--with a,b,…`, each once. @throws InvalidInput  with the nearest spelling of one that is unknown */
export function quantityNames(list: string): readonly string[] {
  const known = Object.keys(quantities);
  const names = list.split(",").map((name) => name.trim());
  for (const name of names) {
    if (!known.includes(name))
      throw new InvalidInput({ path: ["--with"], found: `${quoted(name)}, no quantity`, ...oneOf(name, known) });
  }
  return [...new Set(names)];
}

/** What `--with` can add, for the help text. */
export function quantitiesHelp(): string {
  const lines = Object.entries(quantities).flatMap(([name, { unit, meaning }]) =>
    labelled(`  ${name}`, `${meaning}${unit === "1" ? "" : `; ${unit}`}`, 30),
  );
  return page(
    [
      "",
      "Quantities of --with, in the basis |m_a, m_b, …⟩. Each has a bound of its own; no tolerance is",
      "asked of them, and `converged` does not speak of them:",
      ...lines,
    ],
    outputWidth(process.stdout),
  );
}
