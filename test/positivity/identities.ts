/** The identities of docs/positivity.md, by its sections. */
import type { Algebra, Identity } from "./algebra.ts";

/** Names for what the page has names for. */
function words<Value>({ symbol, number, add, multiply }: Algebra<Value>) {
  const minus = (a: Value): Value => multiply(number(-1), a);
  const power = (a: Value, n: number): Value => multiply(...Array.from({ length: n }, () => a));
  const less = (a: Value, b: Value): Value => add(a, minus(b));
  const [J, M, N, y, c] = ["J", "M", "N", "y", "c"].map(symbol);
  const [one, two] = [number(1), number(2)];
  return { minus, power, less, J, M, N, y, c, one, two, twoJ: multiply(two, J) };
}

/** Coefficients of the derivatives of r by τ and φ, by their orders: "1,0" is r_τ. */
type Field<Value> = ReadonlyMap<string, Value>;

/** Section 1, in z = e^{−τ+iφ}, x = |z|²: F = (a + bx)^{2J} r with any rates a = N + 1 and b = N − 1, E = z∂, E* = z̄∂̄. */
const master: Identity = <Value>(algebra: Algebra<Value>) => {
  const { number, add, multiply, divide, derivative, symbol, imaginaryUnit } = algebra;
  const { minus, power, less, one, twoJ } = words(algebra);
  const [a, b, x] = ["a", "b", "x"].map(symbol);
  const w = add(a, multiply(b, x));
  const zero = number(0);
  const sum = (...fields: readonly Field<Value>[]): Field<Value> =>
    new Map(
      [...new Set(fields.flatMap((field) => [...field.keys()]))].map((key) => [
        key,
        add(...fields.map((field) => field.get(key) ?? zero)),
      ]),
    );
  const scaled = (factor: Value, field: Field<Value>): Field<Value> =>
    new Map([...field].map(([key, value]) => [key, multiply(factor, value)]));
  const raised = (key: string, tau: number, phi: number): string => {
    const [i, j] = key.split(",").map(Number);
    return `${i + tau},${j + phi}`;
  };
  /** z∂ or z̄∂̄ on (a + bx)^{2J} Σ coefficient·∂r: ½(−∂τ ∓ i∂φ) on r, x d/dx on what depends on x. */
  const euler =
    (sign: number) =>
    (field: Field<Value>): Field<Value> =>
      sum(
        ...[...field].map(
          ([key, value]): Field<Value> =>
            new Map([
              [key, add(multiply(x, derivative(value, "x")), multiply(divide(multiply(twoJ, b, x), w), value))],
              [raised(key, 1, 0), multiply(number(-1, 2), value)],
              [raised(key, 0, 1), multiply(number(-sign, 2), imaginaryUnit, value)],
            ]),
        ),
      );
  const [E, Ebar] = [euler(1), euler(-1)];
  const r: Field<Value> = new Map([["0,0", one]]);
  const square = (of: typeof E, field: Field<Value>) => of(of(field));
  const lowering = sum(
    scaled(divide(one, x), E(Ebar(r))),
    ...[E, Ebar].map((of) =>
      scaled(number(-1, 2), sum(scaled(add(twoJ, one), of(r)), scaled(number(-1), square(of, r)))),
    ),
  );
  const first = sum(scaled(twoJ, r), scaled(number(-1), E(r)));
  const raising = sum(
    scaled(x, sum(scaled(twoJ, first), scaled(number(-1), Ebar(first)))),
    ...[E, Ebar].map((of) =>
      scaled(number(-1, 2), sum(scaled(twoJ, r), scaled(less(twoJ, one), of(r)), scaled(number(-1), square(of, r)))),
    ),
  );
  const sinSquared = divide(multiply(number(4), x), power(add(one, x), 2));
  const left = scaled(sinSquared, scaled(number(1, 2), sum(scaled(a, lowering), scaled(b, raising))));
  // ½[(1/Q*) ∂τ(Q* ν r_τ) + c(Nc − 1) r_φφ], ν = N − c = w/(1 + x), Q* ∝ ν^{2J}, ∂τ = −2x d/dx.
  const nu = divide(w, add(one, x));
  const cosTheta = divide(less(x, one), add(one, x));
  const slope = multiply(add(twoJ, one), multiply(number(-2), x), derivative(nu, "x"));
  const across = multiply(cosTheta, number(1, 2), less(multiply(add(a, b), cosTheta), less(a, b)));
  const right = new Map([
    ["1,0", multiply(number(1, 2), slope)],
    ["2,0", multiply(number(1, 2), nu)],
    ["0,2", multiply(number(1, 2), across)],
  ]);
  return [...left].map(([key, value]) => [value, right.get(key) ?? minus(zero)] as const);
};

/** Section 3: y = (1 − Nc)/(N − c), c_τ = −(1 − c²). */
const coordinate: Identity = <Value>(algebra: Algebra<Value>) => {
  const { multiply, divide, derivative } = algebra;
  const { minus, power, less, N, c, one } = words(algebra);
  const y = divide(less(one, multiply(N, c)), less(N, c));
  const s2 = less(one, power(y, 2));
  return [
    [multiply(minus(less(one, power(c, 2))), derivative(y, "c")), s2],
    [less(N, y), divide(less(power(N, 2), one), less(N, c))],
    [
      divide(multiply(c, less(multiply(N, c), one)), less(N, c)),
      divide(multiply(y, less(multiply(N, y), one)), less(N, y)),
    ],
    [multiply(less(one, power(c, 2)), power(less(N, y), 2)), multiply(less(power(N, 2), one), s2)],
  ];
};

/** What stands at |ψ_M|² in section 4 by g = s²/(N − y): ((Wh)′/W + BM² − h²)/g, W′/W = (2J + 1)g, ′ = s² d/dy. */
function remainderOf<Value>(algebra: Algebra<Value>, h: Value): Value {
  const { add, multiply, divide, derivative } = algebra;
  const { minus, power, less, M, N, y, one, twoJ } = words(algebra);
  const s2 = less(one, power(y, 2));
  const g = divide(s2, less(N, y));
  const B = divide(multiply(y, less(multiply(N, y), one)), less(N, y));
  const whole = add(
    multiply(s2, derivative(h, "y")),
    multiply(add(twoJ, one), g, h),
    multiply(B, power(M, 2)),
    minus(power(h, 2)),
  );
  return divide(whole, g);
}

/** P_M for h = yM + λs², and with λ = Mk/(2(M + 1)N). */
const first: Identity = <Value>(algebra: Algebra<Value>) => {
  const { symbol, add, multiply, divide, number } = algebra;
  const { minus, power, less, M, N, y, one, two, twoJ } = words(algebra);
  const s2 = less(one, power(y, 2));
  const k = less(twoJ, M);
  const remainder = (lambda: Value): Value => remainderOf(algebra, add(multiply(y, M), multiply(lambda, s2)));
  const inner = (lambda: Value): Value => multiply(s2, lambda, less(add(twoJ, one), multiply(lambda, less(N, y))));
  const lambda = symbol("l");
  const chosen = divide(multiply(M, k), multiply(two, add(M, one), N));
  return [
    [
      remainder(lambda),
      add(multiply(M, add(N, multiply(k, y))), inner(lambda), minus(multiply(two, lambda, add(M, one), y, less(N, y)))),
    ],
    [remainder(chosen), add(multiply(M, N), divide(multiply(M, k, power(y, 2)), N), inner(chosen))],
    // Of which s²λ[…] is at most Mm s²/N below zero for k = −m: 2(M + 1) − (d + 1) − m = M + 1.
    [less(multiply(two, add(M, one)), add(twoJ, one, less(M, twoJ))), multiply(number(1), add(M, one))],
  ];
};

/** P_M for h = yM − ηg, and with η = (m − 1)/2, m = M − d. */
const second: Identity = <Value>(algebra: Algebra<Value>) => {
  const { symbol, add, multiply, divide, number } = algebra;
  const { minus, power, less, M, N, y, one, two, twoJ } = words(algebra);
  const g = divide(less(one, power(y, 2)), less(N, y));
  const m = less(M, twoJ);
  const remainder = (eta: Value): Value => remainderOf(algebra, less(multiply(y, M), multiply(eta, g)));
  const eta = symbol("e");
  const half = multiply(number(1, 2), less(m, one));
  const bent = (of: Value): Value => multiply(of, g, add(twoJ, two, of));
  const sum = add(multiply(two, twoJ), m);
  return [
    [
      remainder(eta),
      less(less(multiply(M, N), multiply(y, less(multiply(M, m), multiply(two, add(M, one), eta)))), bent(eta)),
    ],
    [remainder(half), less(less(multiply(M, N), multiply(add(twoJ, one), y)), bent(half))],
    // 2η(d + 2 + η) = (m − 1)(2d + m + 3)/2, and M² − (d + 1)² = (m − 1)(2d + m + 1).
    [multiply(two, half, add(twoJ, two, half)), multiply(number(1, 2), less(m, one), add(sum, number(3)))],
    [less(power(M, 2), power(add(twoJ, one), 2)), multiply(less(m, one), add(sum, one))],
    // (m − 1)(2d + m + 3) = M² + 2M − (d + 1)(d + 3).
    [
      multiply(less(m, one), add(sum, number(3))),
      add(power(M, 2), multiply(two, M), minus(multiply(add(twoJ, one), add(twoJ, number(3))))),
    ],
  ];
};

/** M = 0: −(φ₀′(N − y)/W)′ = Λφ₀/s²W for φ₀ = s²(N − y)^{−J−3/2}, W = (N − y)^{−2J−1}; ′ = d/dy. */
const poincare: Identity = <Value>(algebra: Algebra<Value>) => {
  const { add, multiply, divide, derivative, number } = algebra;
  const { minus, power, less, J, N, y, one, two, twoJ } = words(algebra);
  const base = less(N, y);
  /** The factor that (f baseᵉ)′ has at baseᵉ. */
  const derived = (f: Value, e: Value): Value => less(derivative(f, "y"), divide(multiply(e, f), base));
  const s2 = less(one, power(y, 2));
  const e = minus(add(J, number(3, 2)));
  const slope = derived(s2, e);
  const curvature = derived(slope, add(e, twoJ, two));
  const Lambda = add(multiply(two, N), divide(multiply(add(J, number(-1, 2)), add(J, number(3, 2)), s2), base));
  // φ₀/s²W = baseᵉ⁺²ᴶ⁺¹, and the left side stands at baseᵉ⁺²ᴶ⁺².
  return [[minus(multiply(curvature, base)), Lambda]];
};

/** Section 6: u²/p = q²p + 2q(v − qδ) + (v − qδ)²/p for p = f + δ, u = qf + v. */
const expansion: Identity = <Value>(algebra: Algebra<Value>) => {
  const { symbol, add, multiply, divide } = algebra;
  const { power, less, two } = words(algebra);
  const [f, q, delta, v] = ["f", "q", "t", "v"].map(symbol);
  const p = add(f, delta);
  const rest = less(v, multiply(q, delta));
  return [
    [
      divide(power(add(multiply(q, f), v), 2), p),
      add(multiply(power(q, 2), p), multiply(two, q, rest), divide(power(rest, 2), p)),
    ],
  ];
};

export const identities: readonly (readonly [claim: string, identity: Identity])[] = [
  ["section 1: sin²θ D(Q) in τ and φ, every coefficient of the derivatives of r", master],
  ["section 3: y_τ, N − y, B and the measure", coordinate],
  ["section 4: P_M for h = yM + λs²", first],
  ["section 4: P_M for h = yM − ηs²/(N − y)", second],
  ["section 4: the Poincaré inequality's test function", poincare],
  ["section 6: the square beyond the linear part of (z∂p)²/p", expansion],
];
