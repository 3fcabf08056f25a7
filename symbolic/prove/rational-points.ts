/** Points with rational coordinates, the same at every run. */
import { define, type Values } from "./calculator.ts";
import type { Parametrisation } from "./parameter-symbols.ts";

/** Positive integers below a bound, from the linear congruential generator of Numerical Recipes (Press et al. 2007, section 7.1). */
function integers(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return 1 + Math.floor((state / 2 ** 32) * (below - 1));
  };
}

/**
 * Values at points of general position. For the party of number k: ck, sk, cosPhik, sinPhik (cosθ = (1 − t²)/(1 + t²),
 * sinθ = 2t/(1 + t²) with t > 0 rational), the spin Jk; the derivatives dQThetak, dQPhik, dPThetak, dPPhik; and Q, P > 0.
 * Those of the parameters come as their parametrisation says, the free ones positive.
 */
export function* rationalPoints(parties: number, parameters: Parametrisation): Generator<Values> {
  const next = integers(20230130);
  const ratio = (): string => `${next(20)}/${next(12)}`;
  const signed = (): string => (next(3) === 1 ? ratio() : `-${ratio()}`);
  for (;;) {
    const drawn: Record<string, string> = { Q: ratio(), P: ratio() };
    const lines = [...parameters.lines];
    for (const name of parameters.free) drawn[name] = ratio();
    for (let k = 0; k < parties; k++) {
      Object.assign(drawn, { [`t${k}`]: ratio(), [`u${k}`]: signed(), [`J${k}`]: `${next(9)}/2` });
      for (const field of ["dQTheta", "dQPhi", "dPTheta", "dPPhi"]) drawn[`${field}${k}`] = signed();
      lines.push(`c${k} = (1 - t${k}^2)/(1 + t${k}^2)`, `s${k} = 2*t${k}/(1 + t${k}^2)`);
      lines.push(`cosPhi${k} = (1 - u${k}^2)/(1 + u${k}^2)`, `sinPhi${k} = 2*u${k}/(1 + u${k}^2)`);
    }
    yield define(lines.join("\n"), drawn);
  }
}
