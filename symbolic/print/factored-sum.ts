/** Sums with the factors that all their terms have in front: ½λ a² + ½λ b² → ½λ(a² + b²). */
import { keyOf, power, product, sum, type Tree } from "./tree.ts";

/** Factors by what is raised to a power, and a number. */
interface Factors {
  readonly top: bigint;
  readonly bottom: bigint;
  readonly powers: ReadonlyMap<string, { readonly base: Tree; readonly exponent: number }>;
}

/** A sum of the terms; a number alone stays inside, for 2a + 2b reads as well as 2(a + b). */
export function factoredSum(terms: readonly Tree[]): Tree {
  if (terms.length < 2) return sum(terms);
  const common = terms.map((term) => factorsOf(term.kind === "negative" ? term.of : term)).reduce(shared);
  if (common.powers.size === 0) return sum(terms);
  const front: readonly Tree[] = [
    { kind: "number", top: common.top, bottom: common.bottom },
    ...[...common.powers.values()].map(({ base, exponent }) => power(base, exponent)),
  ];
  return product([...front, sum(terms.map((term) => divided(term, common)))]);
}

function factorsOf(term: Tree): Factors {
  const powers = new Map<string, { base: Tree; exponent: number }>();
  // What stands twice in a term stays where it is.
  const seen = new Set<string>();
  let [top, bottom] = [1n, 1n];
  for (const factor of factorList(term)) {
    if (factor.kind === "number") [top, bottom] = [top * factor.top, bottom * factor.bottom];
    const [base, exponent] = baseOf(factor);
    const key = keyOf(base);
    if (seen.has(key)) powers.delete(key);
    else if (isSimple(base)) powers.set(key, { base, exponent });
    seen.add(key);
  }
  return { top, bottom, powers };
}

/** The numerator's factors of a quotient; a gradient's own quotient is one factor. */
const factorList = (term: Tree): readonly Tree[] =>
  term.kind === "product"
    ? term.factors
    : term.kind === "quotient" && term.over.kind === "product"
      ? term.over.factors
      : [term];

/** A whole power as its base and exponent; an exponential is no power of e. */
const baseOf = (factor: Tree): readonly [Tree, number] =>
  factor.kind === "power" &&
  factor.exponent.kind === "number" &&
  factor.exponent.bottom === 1n &&
  !isExponential(factor)
    ? [factor.base, Number(factor.exponent.top)]
    : [factor, 1];

const isExponential = (of: Tree): boolean =>
  of.kind === "power" && of.base.kind === "leaf" && of.base.unicode === "e" && of.base.primes === undefined;

/** Letters, functions of letters and exponentials; not the field, whose squares belong to the current. */
const isSimple = (base: Tree): boolean =>
  (base.kind === "leaf" && base.unicode !== "Q") ||
  base.kind === "function" ||
  base.kind === "sum" ||
  isExponential(base);

const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? a : gcd(b, a % b));

function shared(a: Factors, b: Factors): Factors {
  const bottom = (a.bottom / gcd(a.bottom, b.bottom)) * b.bottom;
  const top = gcd((a.top * bottom) / a.bottom, (b.top * bottom) / b.bottom);
  const powers = new Map(
    [...a.powers].flatMap(([key, { base, exponent }]) => {
      const other = b.powers.get(key);
      return other ? [[key, { base, exponent: Math.min(exponent, other.exponent) }] as const] : [];
    }),
  );
  const common = gcd(top, bottom);
  return { top: top / common, bottom: bottom / common, powers };
}

function divided(term: Tree, common: Factors): Tree {
  if (term.kind === "negative") return { kind: "negative", of: divided(term.of, common) };
  if (term.kind === "quotient" && term.over.kind === "product") return { ...term, over: divided(term.over, common) };
  let [top, bottom] = [common.bottom, common.top];
  const rest = factorList(term).flatMap((factor): readonly Tree[] => {
    if (factor.kind === "number") {
      [top, bottom] = [top * factor.top, bottom * factor.bottom];
      return [];
    }
    const [base, exponent] = baseOf(factor);
    const left = exponent - (isSimple(base) ? (common.powers.get(keyOf(base))?.exponent ?? 0) : 0);
    return left === 0 ? [] : [power(base, left)];
  });
  const divisor = gcd(top, bottom);
  return product([{ kind: "number", top: top / divisor, bottom: bottom / divisor }, ...rest]);
}
