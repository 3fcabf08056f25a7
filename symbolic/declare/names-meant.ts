/** What was meant by names that the texts of a job do not know, the spellings of other programs and of papers: each refused with what leads
 *  to it here. */
import { nearest } from "../../text/nearest.ts";
import type { Issue } from "../../text/refusal.ts";
import { quoted, shortened } from "../../text/visible.ts";

/** What stands in a text around a name, and what it could have been. */
export interface Unknown {
  readonly name: string;
  /** The text behind it. */
  readonly rest: string;
  /** J of the spins whose operators may stand; null for a number. */
  readonly spins: readonly number[] | null;
  /** In words, what may stand there. */
  readonly known: string;
  readonly constants: readonly string[];
  readonly functions: readonly string[];
}

export const isCalled = (rest: string): boolean => /^\s*\(/.test(rest);

export function refusalOf(unknown: Unknown): Issue {
  const { name, rest, known, functions } = unknown;
  const kind = isCalled(rest) ? "function" : /^\s*\[/.test(rest) ? "operator" : "name";
  const isFunction = isCalled(rest) && !isOperatorLike(name);
  return {
    found: `unknown ${kind} ${quoted(name)}`,
    expected: isFunction ? `one of ${functions.join(", ")}` : known,
    remedy: remedyOf(unknown, isFunction),
  };
}

function remedyOf(unknown: Unknown, isFunction: boolean): string | null {
  const { name, rest, spins, constants, functions } = unknown;
  const spoken = ofModule(unknown) ?? ofAdjoint(name, rest) ?? ofTime(name, isFunction);
  if (spoken !== null) return spoken;
  const call = spins === null || !isCalled(rest) ? null : ofCall(name, rest, spins);
  if (call !== null) return call;
  const operator = spins === null || isFunction ? undefined : operatorMeant(name, rest, spins);
  if (operator !== undefined)
    return /^\s*\(\s*\)/.test(rest) ? `write ${operator}, without ()` : `did you mean "${operator}"?`;
  if (/^(I|id|identity|eye|qeye|one)$/i.test(name)) return "the identity is 1";
  const near = nearest(name, isFunction ? functions : [...constants, "pi"]);
  if (near !== null) return `did you mean "${near}"?`;
  return isFunction ? null : `"constants": { "${shortened(name)}": … } gives it a value`;
}

/** np.sqrt(2) → sqrt(…), qutip.sigmaz() → sz[0]. */
function ofModule({ name, rest, ...more }: Unknown): string | null {
  const [whole, own] = /^\s*\.\s*([A-Za-z_]\w*)/.exec(rest) ?? [];
  if (whole === undefined || own === undefined || !/^(np|numpy|jnp|math|cmath|scipy|qt|qutip)$/i.test(name))
    return null;
  if (more.functions.includes(own)) return `write ${own}(…), without "${name}."`;
  if (own === "pi" || more.constants.includes(own)) return `write ${own}, without "${name}."`;
  const behind = rest.slice(whole.length);
  const inner = { ...more, name: own, rest: behind };
  const remedy = remedyOf(inner, isCalled(behind) && !isOperatorLike(own));
  return remedy ?? `functions are ${more.functions.join(", ")}, without "${name}."`;
}

/** A + h.c. → A + dag(A). */
const ofAdjoint = (name: string, rest: string): string | null =>
  (/^[hc]$/i.test(name) && /^\s*\.\s*c\b/i.test(rest)) || /^(hc|conj|adjoint|dagger|ctranspose)$/i.test(name)
    ? "an adjoint is written dag(…), as in J+[0] + dag(J+[0])"
    : null;

const ofTime = (name: string, isFunction: boolean): string | null =>
  /^(t|time)$/.test(name) && !isFunction
    ? `what depends on time is not possible: H and jumps are constant, use a rotating frame; a fixed number may be called so in "constants"`
    : null;

/** Operators that are made by functions of a dimension: of two, index 0 is |0⟩, spin up. */
function ofCall(name: string, rest: string, spins: readonly number[]): string | null {
  if (/^(tensor|kron)$/i.test(name)) return "operators of several spins are multiplied, as in sz[0]*sz[1]";
  const at = spins.length === 1 ? "" : "[0]";
  const [, size, axis] = /^\s*\(\s*([\d./]*)\s*(?:,\s*['"]?([xyzpm+-])['"]?)?/.exec(rest) ?? [];
  const ladder = /^(create|destroy|num)$/.exec(name)?.[1];
  if (ladder !== undefined && size !== "2")
    return "a boson's operators are none of a spin, whose own are J+, J- and Jz";
  if (ladder === "destroy") return `destroy(2) = |0⟩⟨1| is sp${at} here, where |0⟩ is spin up`;
  if (ladder === "create") return `create(2) = |1⟩⟨0| is sm${at} here, where |0⟩ is spin up`;
  if (ladder === "num") return `num(2) = |1⟩⟨1| is (1 - sz${at})/2 here, where |0⟩ is spin up`;
  if (/^(proj|projection|projector|basis|fock|fock_dm|ket|ket2dm)$/i.test(name))
    return `|0⟩⟨0| is (1 + sz${at})/2, spin up, and |1⟩⟨1| is (1 - sz${at})/2`;
  const made = name === "jmat" ? axis : /^spin_J([xyzpm])$/.exec(name)?.[1];
  if (made !== undefined) return `write J${made.replace("p", "+").replace("m", "-")}${at}`;
  return name === "jmat" ? `write Jx${at}, Jy${at}, Jz${at}, J+${at} or J-${at}` : null;
}

const spinLike = /^[jJS]_?([xyzXYZ]|[pm]|plus|minus)_?(\d*)$/;
const pauliLike = /^(?:sigma|sig|pauli|s)?_?([xyzXYZ]|[pm]|plus|minus)_?(\d*)$/i;

const isOperatorLike = (name: string): boolean => spinLike.test(name) || pauliLike.test(name);

/** sigma_z1 → sz[1], Jp[0] → J+[0], Sx → Jx, X0 X1 → X[0]*X[1]. */
function operatorMeant(name: string, rest: string, spins: readonly number[]): string | undefined {
  const isPauli = !spinLike.test(name);
  const [, letter, digits] = (isPauli ? pauliLike : spinLike).exec(name) ?? [];
  if (letter === undefined) return undefined;
  const axis = /^p/i.test(letter) ? "+" : /^m/i.test(letter) ? "-" : letter.toLowerCase();
  const spelled = isPauli ? pauliName(name, axis) : `J${axis}`;
  const next = /^\s+([A-Za-z]\w*)/.exec(rest);
  const other = next && (operatorMeant(next[1], "", spins) ?? next[1]);
  // Where brackets follow they are right.
  const index = /^\s*\[/.test(rest) ? "" : digits || (indexCalled(rest) ?? (spins.length === 1 ? "" : "0"));
  const meant = spelled + (index === "" ? "" : `[${index}]`);
  return other ? `${meant}*${other}` : meant;
}

/** X, Y, Z where these were written, else sx, sy, sz. */
function pauliName(name: string, axis: string): string {
  if (/^[XYZ]/.test(name)) return axis.toUpperCase();
  return `s${axis === "+" ? "p" : axis === "-" ? "m" : axis}`;
}

/** (1) → 1, and ()[1] → 1. */
const indexCalled = (rest: string): string | undefined => {
  const [, inside, behind] = /^\s*\(\s*(\d*)\s*\)(?:\s*\[\s*(\d+)\s*\])?/.exec(rest) ?? [];
  return inside || behind || undefined;
};

/** An operator that is called, as in other programs, such as `sm()`; null for the start of a sum in brackets.
 *  @param name  as it is spelled here */
export function calledOperator(name: string, rest: string, spins: readonly number[]): Issue | null {
  if (!/^\s*\(\s*\d*\s*\)/.test(rest)) return null;
  const index = indexCalled(rest) ?? (spins.length === 1 ? "" : "0");
  const meant = name + (index === "" ? "" : `[${index}]`);
  return {
    found: `${quoted(name)} as a function`,
    expected: `${meant}, as a name`,
    remedy: `write ${meant}, without ()`,
  };
}
