/**
 * Prose with Unicode signs as LaTeX text.
 *
 *   words  → letters (with signs, or lone capitals), numbers, operators, and plain words
 *   runs   → of letters, of letters and numbers with operators between them, of numbers in a list: one formula; without a letter text
 *   others → text
 */

import { visible } from "../../text/visible.ts";

// biome-ignore format: a table
const signs: Readonly<Record<string, string>> = {
  "Π": "\\Pi ", "Φ": "\\Phi ", "Γ": "\\Gamma ", "Ω": "\\Omega ", "ω": "\\omega ", "α": "\\alpha ", "λ": "\\lambda ", "γ": "\\gamma ",
  "θ": "\\theta ", "φ": "\\phi ", "ρ": "\\rho ", "π": "\\pi ", "μ": "\\mu ", "κ": "\\kappa ", "ħ": "\\hbar ", "∇": "\\nabla ",
  "∂": "\\partial ", "≥": "\\ge ", "≤": "\\le ", "→": "\\to ", "−": "-", "·": "\\cdot ", "∫": "\\int ", "∞": "\\infty ",
  "½": "\\tfrac12 ", "¼": "\\tfrac14 ", "†": "^\\dagger ", "′": "'", "⟨": "\\langle ", "⟩": "\\rangle ", "×": "\\times ",
  "±": "\\pm ", "∈": "\\in ", "≠": "\\ne ", "Σ": "\\Sigma ", "𝒥": "\\mathcal{J}", "√": "\\surd ",
  "₀": "_0", "₁": "_1", "₂": "_2", "₊": "_+", "₋": "_-", "¹": "^1", "²": "^2", "⁻": "^-", "…": "\\dots ",
  "ᵃ": "^a", "ᵇ": "^b", "∝": "\\propto ", "ε": "\\varepsilon ", "σ": "\\sigma ", "τ": "\\tau ", "β": "\\beta ", "ψ": "\\psi ",
  "∑": "\\sum ", "ℓ": "\\ell ", "³": "^3",
};

const escapes: Readonly<Record<string, string>> = {
  "\\": "\\textbackslash{}",
  "{": "\\{",
  "}": "\\}",
  $: "\\$",
  "&": "\\&",
  "#": "\\#",
  "%": "\\%",
  _: "\\_",
  "^": "\\textasciicircum{}",
  "~": "\\textasciitilde{}",
  "<": "$<$",
  ">": "$>$",
  "|": "$|$",
};

const inMathEscapes: Readonly<Record<string, string>> = {
  "\\": "\\backslash ",
  "~": "\\sim ",
  "^": "\\hat{}",
  ...Object.fromEntries([..."{}%&#_$"].map((sign) => [sign, `\\${sign}`])),
};

/** Signs of two characters, for a while as one. */
const [bar, inverse, inverseSquare, hat] = ["\u0001", "\u0002", "\u0003", "\u0004"];
const special: Readonly<Record<string, string>> = {
  [bar]: "\\bar n",
  [hat]: "\\hat m",
  [inverse]: "^{-1}",
  [inverseSquare]: "^{-2}",
};

export function latexText(text: string): string {
  const whole = visible(text)
    .normalize("NFC")
    .replaceAll("n̄", bar)
    .replaceAll("m̂", hat)
    .replaceAll("⁻¹", inverse)
    .replaceAll("⁻²", inverseSquare);
  const words = whole.split(" ");
  const parts: string[] = [];
  for (let k = 0; k < words.length; ) {
    const length = runLength(words, k);
    parts.push(length === 0 ? plainText(words[k]) : formulaText(words.slice(k, k + length)));
    k += Math.max(length, 1);
  }
  return parts.join(" ");
}

/** How many words from the k-th on are one formula. */
function runLength(words: readonly string[], k: number): number {
  if (!isOperand(words, k, 0)) return 0;
  let end = k;
  let depth = depthOf(words[k]);
  for (;;) {
    const next = nextOperand(words, end, depth);
    if (next === undefined) break;
    depth += depthOf(words[next]);
    end = next;
  }
  const run = words.slice(k, end + 1);
  return run.some((_, j) => isLetter(words, k + j)) ? run.length : 0;
}

/** The operand that the one at `k` goes on to: behind an operator, beside it, or next in a list. */
function nextOperand(words: readonly string[], k: number, depth: number): number | undefined {
  const next = words[k + 1] ?? "";
  if (words[k].endsWith(",")) {
    const goesOn =
      depth > 0 ? isOperand(words, k + 1, depth) : isNumber(core(words[k])) && /^(\d+(\/\d+)?|…)[.,;:]*$/.test(next);
    return goesOn ? k + 1 : undefined;
  }
  if (/[.;:]$/.test(words[k])) return undefined;
  if (isOperator(next)) {
    const isShort = /^([A-Z][a-z]|constant)$/.test(core(words[k + 2] ?? ""));
    return isShort || isOperand(words, k + 2, depth) ? k + 2 : undefined;
  }
  return isLetter(words, k) && isLetter(words, k + 1) ? k + 1 : undefined;
}

const core = (word: string): string => word.replace(/[.,;:]+$/, "");

const isOperator = (word: string): boolean => /^[=≥≤<>±+−·∝∈≠×→]$/.test(word);
const isNumber = (word: string): boolean => /^[([{]*\d+(\/\d+|(\.\d+)?(e-?\d+)?)[)\]}]*$/.test(word);

/** A letter below, as in e_θ and dΩ_a but not in a name such as rate_a; a power, as in p^(2J) and (tr B)^J. */
const script = /(?<![A-Za-z0-9_][A-Za-z])_([A-Za-zθφ])(?![A-Za-z0-9_])|\^(?:[({]([^(){}]*)[)}]|([A-Z]))/u;

const hasSign = (word: string): boolean =>
  [...word].some(
    (each) => each === "|" || (each !== "…" && (Object.hasOwn(signs, each) || Object.hasOwn(special, each))),
  ) || script.test(word);

/** A lone capital, with a number, a prime, an argument or brackets; a component of J; a function of what follows. */
const capital = /^(dS\/dt|[([]*\d*[B-Z][*']?(\[[A-Z]\]|\([A-Z]\))?[)\]]*|J[xyz]|[([]*(ln|tr))$/;

function isLetter(words: readonly string[], k: number): boolean {
  const word = core(words[k] ?? "");
  const next = words[k + 1] ?? "";
  if (isOperator(word)) return false;
  if (hasSign(word) || capital.test(word)) return true;
  // The letter A, told from the article.
  if (/^[([]*A$/.test(word))
    return word !== words[k] || /^(=|is|and|or|leaves|Q|p|∝)$/.test(next) || words[k - 1] === "drift";
  return /^[b-z]$/.test(word) && /^[=≥≤<>]$/.test(next);
}

/** @param depth  brackets open before the word */
function isOperand(words: readonly string[], k: number, depth: number): boolean {
  const word = core(words[k] ?? "");
  const isInside = depth > 0 || /^[([{]/.test(word);
  return isLetter(words, k) || isNumber(word) || (isInside && /^[([{]*[a-z][)\]}]*$/.test(word));
}

const depthOf = (text: string): number => (text.match(/[([{]/g) ?? []).length - (text.match(/[)\]}]/g) ?? []).length;

/** A run as a formula, with what is punctuation or a bracket of the sentence outside. */
function formulaText(run: readonly string[]): string {
  let formula = run.join(" ");
  let [before, after] = ["", /[.,;:]*$/.exec(formula)![0]];
  formula = core(formula);
  while (depthOf(formula) > 0 && /^[([]/.test(formula)) [before, formula] = [before + formula[0], formula.slice(1)];
  while (depthOf(formula) < 0 && /[)\]]$/.test(formula))
    [after, formula] = [formula.at(-1) + after, formula.slice(0, -1)];
  if (/^\([^()]*\)$/.test(formula)) [before, formula, after] = [`${before}(`, formula.slice(1, -1), `)${after}`];
  return `${before}$${inMath(formula)}$${after}`;
}

const functions = /^(cos|sin|cosh|sinh|exp|ln)$/;

function inMath(formula: string): string {
  const pieces = new RegExp(`${script.source}|[A-Za-z]+|.`, "gsu");
  let result = "";
  for (const [each, below, inBrackets, capital] of formula.matchAll(pieces)) {
    const power = inBrackets ?? capital;
    if (below !== undefined) result += `_{${signs[below]?.trim() ?? below}}`;
    else if (power !== undefined) result += `^{${inMath(power)}}`;
    else if (functions.test(each)) result += `\\${each} `;
    else if (/^J[xyz]$/.test(each)) result += `J_${each[1]}`;
    else if (/^(tr|Tr)$/.test(each)) result += `\\operatorname{${each}} `;
    else if (/^[A-Za-z]{3,}$/.test(each)) result += `\\mathrm{${each}}`;
    else if (each === "*") result += "^*";
    else result += special[each] ?? signs[each] ?? inMathEscapes[each] ?? each;
  }
  return result.replaceAll(/ +/g, " ").trim();
}

const plainText = (word: string): string =>
  [...word].map((each) => escapes[each] ?? (signs[each] === undefined ? each : `$${signs[each].trim()}$`)).join("");
