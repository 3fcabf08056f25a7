/** Names of symbols and channels in emitted code. */
import { functionSymbol } from "../algebra/functions.ts";
import { runtimeFunctions } from "./runtime-imports.ts";

/** Values at a node, told from the arrays Q, P, A0, … that hold them. */
const local: Readonly<Record<string, string>> = {
  pi: "Math.PI",
  Q: "q",
  P: "p",
  A0: "a0",
  Rx: "rx",
  Ry: "ry",
  Rz: "rz",
  R2: "r2",
  X0: "x0",
  Xx: "xx",
  Xy: "xy",
  Xz: "xz",
  "K(Q)": "kernel",
  "L0(Q)": "mean",
};

/** Names that emitted functions have already, but for the reserved words of the language. */
const taken = new RegExp(
  `^(${[
    ...Object.values(local),
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
    ],
    ...["entropyRate", "production", "flux", "inner", "jumps", "remainder", "fluxMatrix", "steadyState"],
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

/**
 * coshR for `cosh(r)`, camelCase for a channel's name, `cosTheta` for `cosTheta[a]` of a lone party and `cosThetaA` where there are
 * several; with an underscore behind it where a parameter or a channel has a name that is taken.
 */
export function identifierOf(symbol: string, parties: readonly string[]): string {
  if (Object.hasOwn(local, symbol)) return local[symbol];
  const call = functionSymbol(symbol);
  if (call) {
    const words = call[1].replace(/[-+/^]/g, (sign) => signs[sign]).split(/\W+/);
    return (
      call[0] +
      words
        .filter((word) => word !== "")
        .map(capitalised)
        .join("")
    );
  }
  const [letter, label] = symbol.replace("]", "").split("[");
  const name = letter.replace(/-(\w)/g, (_, initial: string) => initial.toUpperCase());
  if (label === undefined) return taken.test(name) || reservedWord.test(name) ? `${name}_` : name;
  return name + (parties.length <= 1 ? "" : capitalised(label));
}

const capitalised = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);
