/** A declaration as a user writes it. */

import { literal } from "../../../text/visible.ts";
import type { ChannelDeclaration, KossakowskiDeclaration } from "../../declare/declaration.ts";

const quote = literal;
const key = (name: string): string => (/^[A-Za-z_]\w*$/.test(name) ? name : quote(name));
const list = (of: readonly string[]): string => `[${of.map(quote).join(", ")}]`;

export const declarationText = ({ name, cites, parties, parameters, reservoirs }: ChannelDeclaration): string =>
  [
    "export default channel({",
    `  name: ${quote(name)},`,
    `  cites: ${quote(cites)},`,
    `  parties: ${list(parties)},`,
    "  parameters: {",
    ...Object.entries(parameters).map(
      ([parameter, { range, unit, meaning }]) =>
        `    ${parameter}: { range: ${quote(range)}, unit: ${quote(unit)}, meaning: ${quote(meaning)} },`,
    ),
    "  },",
    "  reservoirs: {",
    ...Object.entries(reservoirs).flatMap(([reservoir, declared]) => reservoirLines(reservoir, declared)),
    "  },",
    "});",
  ].join("\n");

const reservoirLines = (reservoir: string, declared: string | KossakowskiDeclaration): readonly string[] =>
  typeof declared === "string"
    ? [`    ${key(reservoir)}: ${quote(declared)},`]
    : [
        `    ${key(reservoir)}: {`,
        `      operators: ${list(declared.operators)},`,
        `      matrix: [${declared.matrix.map(list).join(", ")}],`,
        "    },",
      ];
