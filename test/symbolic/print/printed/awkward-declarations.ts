/** Declarations that try what is printed: names that formulas have of their own, functions, fractions, up to three jumps. */
import type { ChannelDeclaration } from "../../../../symbolic/declare/declaration.ts";

/** Numbers between 0 and 1, the same for the same seed. */
export function numbersFrom(seed: number): () => number {
  let state = (seed % 2147483646) + 1;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}

// biome-ignore format: a list
const names = [
  "p", "K", "Phi", "M", "S", "g", "A", "B", "I", "e", "N", "k", "n", "x", "y", "z", "L", "R", "H", "F", "X", "m", "d", "u", "t", "T", "a", "b", "ab",
  "Omega", "omega", "del", "A_0", "x0", "x_0", "lambda1", "lambda_1", "lambda", "Gamma", "nbar", "n_bar", "phase", "r", "kappa_a", "omega_1",
  "J_a", "z_a", "theta_a", "B_xy", "A_theta", "L1", "L_1", "L0", "X_0", "e5", "e_5", "E5", "rate", "det", "Tr", "ln", "dt", "diss", "k_B", "n1", "n_1",
  "constructor", "toString", "hasOwnProperty", "valueOf", "cosThetaX", "dQPhiX", "cosPhi2", "sinThetaa", "dPPhi_a", "bareQ", "R_x", "Rx1", "sinx", "Pi",
];

const labels = ["a", "b", "k", "x", "theta", "i", "a2", "Q", "alice", "J", "phi", "e", "A"];

/** How one declaration is drawn. */
class Draw {
  readonly next: () => number;
  readonly rates: readonly string[];
  readonly angles: readonly string[];
  readonly parties: readonly string[];
  /** Few, so that the derivation stays short. */
  readonly arguments: readonly string[];

  constructor(seed: number) {
    this.next = numbersFrom(seed);
    for (let k = 0; k < 10; k++) this.next();
    const pool = [...names];
    const drawn = Array.from({ length: this.below(5) }, () => pool.splice(this.below(pool.length), 1)[0]);
    const split = this.below(drawn.length + 1);
    [this.rates, this.angles] = [drawn.slice(0, split), drawn.slice(split)];
    const spins = [...labels];
    this.parties = Array.from(
      { length: this.next() < 0.85 ? 1 : 2 },
      () => spins.splice(this.below(spins.length), 1)[0],
    );
    if (new Set(this.parties.map((party) => party.toLowerCase())).size < this.parties.length) this.parties = ["a", "b"];
    this.arguments = [this.argument(), this.argument()];
  }

  below(count: number): number {
    return Math.floor(this.next() * count);
  }

  one<T>(...of: readonly T[]): T {
    return of[this.below(of.length)];
  }

  number(): string {
    return this.one("2", "3", "1/3", "2/7", "0.6", "5/4", "1/2", "12", "0.05");
  }

  argument(): string {
    const all = [...this.rates, ...this.angles];
    if (all.length === 0) return this.one("3/10", "2", "1/4");
    const [a, b] = [this.one(...all), this.one(...all)];
    return this.one(
      a,
      `2*${a}`,
      `${a}/3`,
      "3/10",
      `${a} + ${b}`,
      `2*${a} - ${b}`,
      `${a}*${b}`,
      `${a} + 1/2`,
      `3*${a}/7`,
    );
  }

  /** Real, of any sign. */
  coefficient(): string {
    const all = [...this.rates, ...this.angles];
    const name = all.length > 0 ? this.one(...all) : this.number();
    const call = `${this.one("cos", "sin", "cos", "sin", "cosh", "sinh", "exp")}(${this.one(...this.arguments)})`;
    const root = this.one(
      "sqrt(3)",
      "sqrt(1/2)",
      ...this.rates.map((rate) => `sqrt(${rate})`),
      ...all.map((of) => `sqrt(1 + ${of}^2)`),
    );
    return this.one(
      "1",
      this.number(),
      name,
      call,
      call,
      `${this.number()}*${name}`,
      `${name}*${call}`,
      `(1 + ${name})`,
      root,
    );
  }

  /** Never negative. */
  rate(isPlain: boolean): string {
    const name = this.rates.length > 0 ? this.one(...this.rates) : this.number();
    const other = this.rates.length > 0 ? this.one(...this.rates) : this.number();
    if (isPlain) return this.one(name, `${this.number()}*${name}`, `${name}*(${other} + 1)`);
    return this.one(
      name,
      name,
      `${this.number()}*${name}`,
      `${name}*${other}`,
      `${name}*(${other} + 1)`,
      `${name}*(2*${other} + ${this.number()})`,
      `${name}*exp(${this.one(...this.arguments)})`,
      `${name}*cosh(${this.one(...this.arguments)})`,
      `${name}^2/3`,
      `sqrt(${name})`,
    );
  }

  /** @param isPlain  without functions: of many jumps, or of several parties, few may have them */
  operator(isPlain: boolean): string {
    const term = (): string => {
      const label = this.parties.length > 1 ? `[${this.one(...this.parties)}]` : "";
      const spin = this.one("J-", "J+", "Jz", "Jx", "Jy", "J-", "Jz") + label;
      if (isPlain) return this.one("", "", "-") + this.one("", "", "i*", `${this.number()}*`) + spin;
      const phase = this.one("", "", "", "", "i*", `exp(i*(${this.one(...this.arguments)}))*`);
      return this.one("", "", "-") + phase + this.one("", "", `${this.coefficient()}*`) + spin;
    };
    return Array.from({ length: this.one(1, 1, 2) }, term)
      .join(" + ")
      .replaceAll("+ -", "- ");
  }

  reservoir(): string {
    const isPair = this.parties.length > 1;
    const count = this.one(...(isPair ? [1, 1, 2] : [1, 1, 1, 1, 1, 1, 2, 3]));
    const jumps = Array.from({ length: count }, (_, k) => {
      const isPlain = k > 0 || (isPair && count > 1) || this.next() < 0.4;
      return `${this.rate(k > 0)}*D[${this.operator(isPlain)}]`;
    });
    return jumps.join(" + ");
  }
}

/** One of many declarations; some are refused, as any stranger's may be. */
export function declarationOf(seed: number): ChannelDeclaration {
  const draw = new Draw(seed);
  const reservoirs: Record<string, string> = { bath: draw.reservoir() };
  if (draw.next() < 0.1) reservoirs["the noise"] = draw.reservoir();
  const range = (name: string, range: string) => [name, { range, unit: "1", meaning: "a parameter" }] as const;
  return {
    name: `random-${seed}`,
    cites: "a test",
    parties: draw.parties,
    parameters: Object.fromEntries([
      ...draw.rates.map((name) => range(name, "[0, inf)")),
      ...draw.angles.map((name) => range(name, "(-inf, inf)")),
    ]),
    reservoirs,
  };
}
