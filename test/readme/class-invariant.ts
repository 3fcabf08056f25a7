/** That class and verdict do not depend on how a reservoir is written. */
import type { Library } from "./library.ts";
import type { Tested } from "./statement.ts";

/** Ways to write one reservoir, and the class that it has. */
interface Forms {
  readonly name: string;
  readonly class: string;
  readonly texts: readonly string[];
}

const all: readonly Forms[] = [
  {
    name: "thermal damping",
    class: "potential",
    texts: [
      "Gamma*(nbar + 1)*D[J-] + Gamma*nbar*D[J+]",
      "Gamma*nbar*D[J+] + Gamma/3*(nbar + 1)*D[J-] + 2*Gamma/3*(nbar + 1)*D[i*J-]",
      "D[sqrt(Gamma*(nbar + 1))*3/5*J- + sqrt(Gamma*nbar)*4/5*J+] + D[sqrt(Gamma*(nbar + 1))*4/5*J- - sqrt(Gamma*nbar)*3/5*J+]",
      "Gamma*(nbar + 1)*D[exp(i*lambda)*J- + kappa] + Gamma*nbar*D[J+]",
      "Gamma*(nbar + 1)*D[cos(lambda)*Jx - sin(lambda)*Jz - i*Jy] + Gamma*nbar*D[cos(lambda)*Jx - sin(lambda)*Jz + i*Jy]",
      "Gamma*(nbar + 1)*D[Jy - i*(3/5*Jz + 4/5*Jx)] + Gamma*nbar*D[Jy + i*(3/5*Jz + 4/5*Jx)]",
    ],
  },
  {
    name: "one operator",
    class: "potential",
    texts: [
      "Gamma*D[2*J- + J+]",
      "Gamma*D[1.2*J- + 0.6*J+] + Gamma*D[1.6*J- + 0.8*J+]",
      "Gamma*D[2*(Jy - i*Jz) + Jy + i*Jz]",
      "Gamma*D[2*(Jx - i*(cos(2*lambda)*Jy + sin(2*lambda)*Jz)) + Jx + i*(cos(2*lambda)*Jy + 2*sin(lambda)*cos(lambda)*Jz)]",
    ],
  },
  {
    name: "a squeezed thermal bath",
    class: "undefined",
    texts: [
      "Gamma*(nbar + 1)*D[2*J- + J+] + Gamma*nbar*D[2*J+ + J-]",
      "Gamma*nbar*D[2*J+ + J-] + Gamma*D[2*J- + J+] + Gamma*nbar*D[i*(2*J- + J+)]",
      "Gamma*(nbar + 1)*D[3*Jz - i*Jx] + Gamma*nbar*D[3*Jz + i*Jx]",
    ],
  },
];

export function invariant(library: Library): Tested {
  const found = all.map(({ name, class: expected, texts }) => {
    const forms = texts.map((text) => library.declared(text));
    const verdicts = new Set(forms.map(({ verdict }) => JSON.stringify(verdict.positivity)));
    const isOne = forms.every(({ production }) => production.class === expected) && verdicts.size === 1;
    return { isOne, text: `${name} in ${texts.length}, ${isOne ? "all" : "not all"} ${expected}` };
  });
  const count = all.reduce((sum, { texts }) => sum + texts.length, 0);
  return {
    holds: found.every(({ isOne }) => isOne),
    evidence: `The compiler's class and verdict of ${count} forms of ${all.length} reservoirs: ${found.map(({ text }) => text).join("; ")}, with one verdict each.`,
  };
}
