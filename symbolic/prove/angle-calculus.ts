/**
 * The paper's correspondence in angles (appendix A and eq 18 at n̄ = 0) for Algebrite, with w = e^{iφ}:
 *
 *   [J₊, ρ] → w (∂θ + i cotθ ∂φ) Q                            A1
 *   [J₋, ρ] → −w⁻¹ (∂θ − i cotθ ∂φ) Q                         A2
 *   [J_z, ρ] → −i ∂φ Q                                        A3
 *   ρ J₊ → ½ w sinθ (2J − 𝒥_z) Q + ½ (cosθ − 1) 𝒥₊ Q          eq 18
 *   ρ J₋ → ½ w⁻¹ sinθ (2J + 𝒥_z) Q − ½ (cosθ + 1) 𝒥₋ Q
 *   ρ J_z → (J cosθ − ½ sinθ ∂θ − ½ 𝒥_z) Q
 *
 * cosθ, sinθ and w are plain symbols.
 */
import type { Ladder } from "../algebra/spin-operator.ts";
import type { Session } from "./algebrite-session.ts";

/** ∂Q symbols: q followed by the orders of ∂θ, ∂φ of every party. */
export const derivative = (orders: readonly number[]): string => `q${orders.join("")}`;

/** All orders of derivatives up to a total. */
export function* ordersUpTo(total: number, length: number): Generator<readonly number[]> {
  if (length === 0) yield [];
  else for (let k = 0; k <= total; k++) for (const rest of ordersUpTo(total - k, length - 1)) yield [k, ...rest];
}

/** A linear map of expressions; takes and gives names of the session. */
type Action = (expression: string) => string;

export interface Calculus {
  readonly Q: string;
  readonly dTheta: (party: number) => Action;
  readonly dPhi: (party: number) => Action;
  /** [J, ρ] */
  readonly commutator: (ladder: Ladder, party: number) => Action;
  /** ρJ */
  readonly right: (ladder: Ladder, party: number) => Action;
  /** Jρ = [J, ρ] + ρJ */
  readonly left: (ladder: Ladder, party: number) => Action;
}

export function calculus({ define }: Session, parties: number): Calculus {
  const firstOrder = [...ordersUpTo(1, 2 * parties)];
  /** The part of ∂ that acts on the derivatives of Q, of which Q and its first are differentiated again. */
  const onField = (expression: string, slot: number): string =>
    firstOrder
      .map((orders) => `d(${expression},${derivative(orders)})*${derivative(orders.with(slot, orders[slot] + 1))}`)
      .join("+");
  const dTheta =
    (k: number): Action =>
    (f) =>
      define(`-s${k}*d(${f},c${k})+c${k}*d(${f},s${k})+${onField(f, 2 * k)}`);
  const dPhi =
    (k: number): Action =>
    (f) =>
      define(`i*w${k}*d(${f},w${k})+${onField(f, 2 * k + 1)}`);
  const commutator = (ladder: Ladder, k: number): Action => {
    const actions: Record<Ladder, Action> = {
      "+": (f) => define(`w${k}*(${dTheta(k)(f)}+i*c${k}/s${k}*${dPhi(k)(f)})`),
      "-": (f) => define(`-1/w${k}*(${dTheta(k)(f)}-i*c${k}/s${k}*${dPhi(k)(f)})`),
      z: (f) => define(`-i*${dPhi(k)(f)}`),
    };
    return actions[ladder];
  };
  const right = (ladder: Ladder, k: number): Action => {
    const [plus, minus, z] = [commutator("+", k), commutator("-", k), commutator("z", k)];
    const actions: Record<Ladder, Action> = {
      "+": (f) => define(`1/2*w${k}*s${k}*(2*j${k}*${f}-${z(f)})+1/2*(c${k}-1)*${plus(f)}`),
      "-": (f) => define(`1/2*s${k}/w${k}*(2*j${k}*${f}+${z(f)})-1/2*(c${k}+1)*${minus(f)}`),
      z: (f) => define(`j${k}*c${k}*${f}-1/2*s${k}*${dTheta(k)(f)}-1/2*${z(f)}`),
    };
    return actions[ladder];
  };
  const left =
    (ladder: Ladder, k: number): Action =>
    (f) =>
      define(`${commutator(ladder, k)(f)}+${right(ladder, k)(f)}`);
  return { Q: derivative(Array.from({ length: 2 * parties }, () => 0)), dTheta, dPhi, commutator, right, left };
}
