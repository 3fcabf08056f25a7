/** Expressions of a program as TypeScript text. */
import type { Sym } from "../algebra/role.ts";
import { own } from "../algebra/symbol.ts";
import type { Expression } from "../optimize/program.ts";

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
    ...[
      "sphereKernel",
      "axialFluxMatrix",
      "axialState",
      "potentialFluxMatrix",
      "potentialState",
      "singleJumpFactors",
      "soleJumpFactors",
      "Math",
      "Number",
    ],
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

const precedence: Readonly<Record<Expression["kind"], number>> = {
  sum: 1,
  negation: 2,
  product: 3,
  quotient: 3,
  number: 4,
  symbol: 4,
  value: 4,
  call: 4,
};

export function expressionText(expression: Expression, parties: readonly string[]): string {
  const text = (e: Expression, least: number): string => {
    const inner = expressionText(e, parties);
    return precedence[e.kind] < least ? `(${inner})` : inner;
  };
  switch (expression.kind) {
    case "number":
      return String(expression.value);
    case "value":
      return expression.name;
    case "symbol":
      return identifierOf(expression.symbol, parties);
    case "call":
      return `${expression.function}(${expression.operands.map((e) => text(e, 0)).join(", ")})`;
    case "negation":
      return `-${text(expression.operands[0], 3)}`;
    case "product":
      return expression.operands.map((e) => text(e, 3)).join(" * ");
    case "quotient":
      return `${text(expression.operands[0], 3)} / ${text(expression.operands[1], 4)}`;
    case "sum": {
      const ordered = [...expression.operands].sort(
        (a, b) => Number(a.kind === "negation") - Number(b.kind === "negation"),
      );
      return ordered
        .map((e, k) =>
          e.kind === "negation"
            ? `${k === 0 ? "-" : " - "}${text(e.operands[0], 2)}`
            : `${k === 0 ? "" : " + "}${text(e, 1)}`,
        )
        .join("");
    }
  }
}
