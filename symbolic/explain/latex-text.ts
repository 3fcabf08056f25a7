/** Prose with Unicode signs as LaTeX text. */

// biome-ignore format: a table
const signs: Readonly<Record<string, string>> = {
  "Π": "\\Pi ", "Φ": "\\Phi ", "Γ": "\\Gamma ", "Ω": "\\Omega ", "ω": "\\omega ", "α": "\\alpha ", "λ": "\\lambda ", "γ": "\\gamma ",
  "θ": "\\theta ", "φ": "\\phi ", "ρ": "\\rho ", "π": "\\pi ", "μ": "\\mu ", "κ": "\\kappa ", "ħ": "\\hbar ", "∇": "\\nabla ",
  "∂": "\\partial ", "≥": "\\ge ", "≤": "\\le ", "→": "\\to ", "−": "-", "·": "\\cdot ", "∫": "\\int ", "∞": "\\infty ",
  "½": "\\tfrac12 ", "¼": "\\tfrac14 ", "†": "^\\dagger ", "′": "'", "⟨": "\\langle ", "⟩": "\\rangle ", "×": "\\times ",
  "±": "\\pm ", "∈": "\\in ", "≠": "\\ne ", "Σ": "\\Sigma ", "𝒥": "\\mathcal{J}", "√": "\\surd ",
  "₀": "_0", "₁": "_1", "₂": "_2", "₊": "_+", "₋": "_-", "¹": "^1", "²": "^2", "⁻": "^-", "…": "\\dots ",
  "ᵃ": "^a", "ᵇ": "^b",
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

/** Runs of signs become formulas; letters of the text stay text. */
export function latexText(text: string): string {
  const whole = text.normalize("NFC").replaceAll("n̄", bar).replaceAll("⁻¹", inverse);
  let result = "";
  let run = "";
  const flush = (): void => {
    if (run !== "") result += `$${/^[\^_]/.test(run) ? "{}" : ""}${run.trim()}$`;
    run = "";
  };
  for (const each of whole) {
    const sign = each === bar ? "\\bar n" : each === inverse ? "^{-1}" : signs[each];
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
