/** Prose with Unicode signs as LaTeX text. */

// biome-ignore format: a table
const signs: Readonly<Record<string, string>> = {
  "Π": "\\Pi", "Φ": "\\Phi", "Γ": "\\Gamma", "Ω": "\\Omega", "ω": "\\omega", "α": "\\alpha", "λ": "\\lambda", "γ": "\\gamma",
  "θ": "\\theta", "φ": "\\phi", "ρ": "\\rho", "π": "\\pi", "μ": "\\mu", "κ": "\\kappa", "ħ": "\\hbar", "∇": "\\nabla ",
  "∂": "\\partial ", "≥": "\\ge ", "≤": "\\le ", "→": "\\to ", "−": "-", "·": "\\cdot ", "∫": "\\int ", "∞": "\\infty ",
  "½": "\\tfrac12 ", "¼": "\\tfrac14 ", "†": "^\\dagger ", "′": "'", "⟨": "\\langle ", "⟩": "\\rangle ", "×": "\\times ",
  "±": "\\pm ", "∈": "\\in ", "≠": "\\ne ", "Σ": "\\Sigma", "𝒥": "\\mathcal{J}", "√": "\\surd ",
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

/** Signs become formulas of one sign; letters of the text stay text. */
export function latexText(text: string): string {
  return [...text.normalize("NFC").replaceAll("n̄", "\u0001").replaceAll("⁻¹", "\u0002")]
    .map((each) => {
      if (each === "\u0001") return "$\\bar n$";
      if (each === "\u0002") return "$^{-1}$";
      const sign = signs[each];
      if (sign !== undefined) return `$${sign.startsWith("^") || sign.startsWith("_") ? `{}${sign}` : sign}$`;
      return escapes[each] ?? each;
    })
    .join("");
}
