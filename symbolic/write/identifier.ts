/** Names of symbols and channels in emitted code. */
import type { Sym } from "../algebra/role.ts";
import { own } from "../algebra/symbol.ts";
import { runtimeFunctions } from "./runtime-imports.ts";

/** Names that emitted functions have already, but for the reserved words of the language. */
const taken = new RegExp(
  `^(${[
    ...own.map(({ code }) => code),
    ...[
      "parameters",
      "geometry",
      "rows",
      "columns",
      "row",
      "column",
      "node",
      "gradient",
      "out",
      "size",
      "k",
      "dQ",
      "dP",
      "drift",
      "diffusion",
    ],
    ...[
      "entropyRate",
      "production",
      "flux",
      "coefficients",
      "inner",
      "jumps",
      "cancelling",
      "remainder",
      "fluxMatrix",
      "steadyState",
    ],
    ...[...runtimeFunctions, "Math", "Number"],
    ...["driftWork", "potentialBase", "diffusionDeterminant", "even", "odd", "constant", "rowTerm", "term"],
    ...["(diffusion|drift|force|current|cos|sin|cosh|sinh|exp|sqrt|dQ|dP)[A-Z0-9]\\w*", "J[A-Z0-9]\\w*"],
  ].join("|")})\\d*_*$`,
);
const reservedWord = new RegExp(
  `^(${[
    "arguments|await|break|case|catch|class|const|continue|debugger|default|delete|do|else|enum|eval|export|extends|false|finally",
    "for|function|if|implements|import|in|instanceof|interface|let|new|null|package|private|protected|public|return|static|super",
    "switch|this|throw|true|try|typeof|undefined|var|void|while|with|yield",
  ].join("|")})_*$`,
);

const signs: Readonly<Record<string, string>> = { "-": " minus ", "+": " plus ", "/": " over ", "^": " to " };

/** camelCase for a channel's name; with an underscore behind it where a parameter or a channel has a name that is taken. */
export function nameInCode(typed: string): string {
  const name = typed.replace(/-(\w)/g, (_, initial: string) => initial.toUpperCase());
  return taken.test(name) || reservedWord.test(name) ? `${name}_` : name;
}

/** coshR for `cosh(r)`; `cosTheta` for cos θ of a lone party and `cosThetaA` where there are several. */
export function identifierOf({ role, key, code, party }: Sym, parties: readonly string[]): string {
  if (role.kind === "parameter") return nameInCode(key);
  if (role.kind === "function") return role.function + inWords(role.text);
  return code + (party === null || parties.length <= 1 ? "" : capitalised(party));
}

/** CPlus1Over2 for `(c + 1)/2`. */
function inWords(formula: string): string {
  const words = formula.replace(/[-+/^]/g, (sign) => signs[sign]).split(/\W+/);
  return words
    .filter((word) => word !== "")
    .map(capitalised)
    .join("");
}

const capitalised = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);
