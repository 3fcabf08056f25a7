/** Prose with Unicode signs as LaTeX text. */

// biome-ignore format: a table
const signs: Readonly<Record<string, string>> = {
  "Π": "\\Pi ", "Φ": "\\Phi ", "Γ": "\\Gamma ", "Ω": "\\Omega ", "ω": "\\omega ", "α": "\\alpha ", "λ": "\\lambda ", "γ": "\\gamma ",
  "θ": "\\theta ", "φ": "\\phi ", "ρ": "\\rho ", "π": "\\pi ", "μ": "\\mu ", "κ": "\\kappa ", "ħ": "\\hbar ", "∇": "\\nabla ",
  "∂": "\\partial ", "≥": "\\ge ", "≤": "\\le ", "→": "\\to ", "−": "-", "·": "\\cdot ", "∫": "\\int ", "∞": "\\infty ",
  "½": "\\tfrac12 ", "¼": "\\tfrac14 ", "†": "^\\dagger ", "′": "'", "⟨": "\\langle ", "⟩": "\\rangle ", "×": "\\times ",
  "±": "\\pm ", "∈": "\\in ", "≠": "\\ne ", "Σ": "\\Sigma ", "𝒥": "\\mathcal{J}", "√": "\\surd ",
  "₀": "_0", "₁": "_1", "₂": "_2", "₊": "_+", "₋": "_-", "¹": "^1", "²": "^2", "⁻": "^-", "…": "\\dots ",
  "ᵃ": "^a", "ᵇ": "^b", "∝": "\\propto ", "<": "<", ">": ">", "|": "|",
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
};

/** A letter below, as in e_θ and dΩ_a but not in a name such as rate_a; a power, as in p^(2J) and (tr B)^J; any other sign. */
const pieces = /(?<![A-Za-z0-9_][A-Za-z])_([A-Za-zθφ])(?![A-Za-z0-9_])|\^(?:\(([^()]*)\)|([A-Z]))|./gsu;

/** Runs of signs become formulas; letters of the text stay text. */
export function latexText(text: string): string {
  const whole = text.normalize("NFC").replaceAll("n̄", bar).replaceAll("⁻¹", inverse);
  let result = "";
  let run = "";
  const flush = (): void => {
    if (run !== "") result += `$${/^[\^_]/.test(run) ? "{}" : ""}${run.trim()}$`;
    run = "";
  };
  for (const [each, below, ...powers] of whole.matchAll(pieces)) {
    const power = powers.find((found) => found !== undefined);
    const sign = below ? `_{${signs[below]?.trim() ?? below}}` : power ? `^{${power}}` : (special[each] ?? signs[each]);
    if (sign !== undefined) run += sign;
    else {
      flush();
      result += escapes[each] ?? each;
    }
  }
  flush();
  return result;
}

/** Two signs of two characters each, for a while as one. */
const [bar, inverse] = ["\u0001", "\u0002"];
const special: Readonly<Record<string, string>> = { [bar]: "\\bar n", [inverse]: "^{-1}" };
