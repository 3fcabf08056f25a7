import { apart, askedQuantity } from "../../evaluate/quantities/asked.ts";
import { type Brackets, brackets, quantities } from "../../evaluate/quantities/catalogue.ts";
import { labelled, outputWidth, page } from "../../text/columns.ts";

/** The names in `--with a,b(0|1,2),…`, each once. @throws InvalidInput  with the nearest spelling of one that is unknown */
export const quantityNames = (list: string): readonly string[] => [
  ...new Set(apart(list).map((name) => askedQuantity(name, ["--with"]).key)),
];

/** What `--with` can add, for the help text. */
export function quantitiesHelp(): string {
  const taken: Readonly<Record<string, Brackets>> = brackets;
  const lines = Object.entries(quantities).flatMap(([name, { unit, meaning }]) => {
    const own = taken[name];
    const more = own === undefined ? "" : `; ${own.needed ? "" : "or "}${name}${own.example}, ${own.meaning}`;
    return labelled(`  ${name}`, `${meaning}${more}${unit === "1" ? "" : `; ${unit}`}`, 30);
  });
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
