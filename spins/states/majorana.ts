/**
 * Majorana points: a pure state of spin J has Q = c Π_k (1 − n·m_k)/2 with 2J points m_k, the zeros of
 *     ⟨ψ|Ω⟩ ∝ f(u, v) = Σ_i √C(2J,i) ψ_i* u^{2J−i} v^i,   (u, v) = (cos θ/2, e^{iφ} sin θ/2), index 0 at m = +J
 * (Majorana, Nuovo Cimento 9, 43 (1932)).
 */
import { MAJORANA_POINTS } from "../numbers/safety-factors.ts";
import { binomialRoots } from "./dicke.ts";
import { emptyZeros, findZeros, type Polynomial, type Zeros } from "./polynomial-roots.ts";
import { type Coefficients, multiplyOut, turnForm } from "./spinor-forms.ts";
import {
  chord,
  closestToPole,
  copySpinors,
  emptySpinors,
  middle,
  type Spinors,
  setPoint,
  turnFromPole,
} from "./spinors.ts";

interface Factorization {
  /** c of Q = c Π_k (1 − n·m_k)/2. */
  readonly scale: number;
  /** ‖ψ − ψ'‖/‖ψ‖ with ψ' the state that has exactly these points. */
  readonly residual: number;
}

interface MajoranaSearch {
  /** The points of the last state, 2J of them. */
  readonly points: Spinors;
  /** @param re, im  2J + 1 amplitudes of a state that need not be normalised, not all zero */
  factorize(re: Float64Array, im: Float64Array): Factorization;
}

/** A search with arrays of its own. */
export const majoranaSearch = (twoJ: number): MajoranaSearch => new Search(twoJ);

class Search implements MajoranaSearch {
  readonly points: Spinors;
  private readonly twoJ: number;
  private readonly binomials: Float64Array;
  private readonly polynomial: Polynomial;
  private readonly zeros: Zeros;
  private readonly kept: Spinors;
  private readonly near: Spinors;
  private readonly assigned: Uint8Array;
  private readonly state: Coefficients;
  private readonly turned: Coefficients;
  private readonly power: Coefficients;
  private readonly product: Coefficients;

  constructor(twoJ: number) {
    this.twoJ = twoJ;
    this.binomials = binomialRoots(twoJ);
    this.zeros = emptyZeros(twoJ);
    [this.points, this.kept, this.near] = [0, 1, 2].map(() => emptySpinors(twoJ));
    this.assigned = new Uint8Array(twoJ);
    const column = () => new Float64Array(twoJ + 1);
    const coefficients = () => ({ re: column(), im: column() });
    this.polynomial = { degree: 0, ...coefficients() };
    [this.state, this.turned, this.power, this.product] = [0, 1, 2, 3].map(coefficients);
  }

  factorize(re: Float64Array, im: Float64Array): Factorization {
    const { twoJ, state, points, kept } = this;
    for (let i = 0; i <= twoJ; i++) {
      state.re[i] = this.binomials[i] * re[i];
      state.im[i] = -this.binomials[i] * im[i];
    }
    const one = this.asCoherent(re, im);
    if (one !== null) return one;
    this.search(state, points);
    let best = this.judge(re, im);
    for (const distance of NEAR) {
      if (best.residual <= MAJORANA_POINTS * Number.EPSILON * (twoJ + 1)) break;
      copySpinors(points, kept);
      for (const cluster of clusters(points, twoJ, distance, this.assigned)) this.refine(cluster);
      const next = this.judge(re, im);
      if (next.residual < best.residual) best = next;
      else copySpinors(kept, points);
    }
    return best;
  }

  /** All points in one, opposite to ⟨J⟩, where that leaves no more than rounding: a search would scatter them. */
  private asCoherent(re: Float64Array, im: Float64Array): Factorization | null {
    const { twoJ, points } = this;
    const [x, y, z] = spinVector(re, im);
    const across = Math.hypot(x, y);
    if (!(Math.hypot(across, z) > COHERENT)) return null;
    const half = Math.atan2(across, z) / 2;
    points.u.fill(Math.sin(half));
    points.x.fill(Math.cos(half) * (across === 0 ? 1 : -x / across));
    points.y.fill(Math.cos(half) * (across === 0 ? 0 : -y / across));
    const found = this.judge(re, im);
    return found.residual <= MAJORANA_POINTS * Number.EPSILON * (twoJ + 1) ? found : null;
  }

  /** The points of f, from the pole u = 1 outward. */
  private search(f: Coefficients, out: Spinors): void {
    const { twoJ, polynomial, zeros } = this;
    const low = trim(f, polynomial);
    findZeros(polynomial, zeros);
    for (let k = 0; k < twoJ; k++) {
      if (k < low) setPoint(out, k, 0, 0, false);
      else if (k < low + polynomial.degree) setZero(out, k, zeros, k - low);
      else setPoint(out, k, 0, 0, true);
    }
  }

  private refine(cluster: readonly number[]): void {
    const { twoJ, kept, near, turned, points } = this;
    const [u, x, y] = middle(kept, cluster);
    turnForm(this.state, twoJ, u, x, y, turned, this.power);
    this.search(turned, near);
    const closest = closestToPole(near, twoJ, cluster.length);
    cluster.forEach((k, c) => {
      turnFromPole(near, closest[c], u, x, y, points, k);
    });
  }

  private judge(re: Float64Array, im: Float64Array): Factorization {
    multiplyOut(this.points, this.twoJ, this.product);
    return compare(re, im, this.product, this.binomials);
  }
}

/** ⟨J⟩/J of no other state is longer: that of |J, J−1⟩ is 1 − 1/J. */
const COHERENT = 1 - 1e-8;

/** ⟨J⟩/J. */
function spinVector(re: Float64Array, im: Float64Array): readonly [number, number, number] {
  const twoJ = re.length - 1;
  let [x, y, z, norm] = [0, 0, 0, 0];
  for (let i = 0; i <= twoJ; i++) {
    const population = re[i] * re[i] + im[i] * im[i];
    norm += population;
    z += (twoJ - 2 * i) * population;
    if (i === twoJ) break;
    const step = 2 * Math.sqrt((i + 1) * (twoJ - i));
    x += step * (re[i] * re[i + 1] + im[i] * im[i + 1]);
    y += step * (re[i] * im[i + 1] - im[i] * re[i + 1]);
  }
  const unit = 1 / (twoJ * norm);
  return [unit * x, unit * y, unit * z];
}

/** The coefficients between the first and the last that is not zero. @returns  how many came before */
function trim({ re, im }: Coefficients, out: Polynomial): number {
  let low = 0;
  let high = re.length - 1;
  while (re[low] === 0 && im[low] === 0) low++;
  while (re[high] === 0 && im[high] === 0) high--;
  out.degree = high - low;
  for (let i = low; i <= high; i++) {
    out.re[i - low] = re[i];
    out.im[i - low] = im[i];
  }
  return low;
}

function setZero(out: Spinors, k: number, zeros: Zeros, j: number): void {
  setPoint(out, k, zeros.re[j], zeros.im[j], zeros.inverted[j] === 1);
}

/** Points nearer than this to one of a cluster belong to it, in one attempt after the other: an n-fold point comes out as n
 *  scattered over ε^{1/n}. */
const NEAR = [0.1, 0.1, 0.3, 0.3, 0.3];

/** Groups of points that lie together, of two and more. */
function clusters(points: Spinors, count: number, near: number, assigned: Uint8Array): number[][] {
  const groups: number[][] = [];
  assigned.fill(0);
  for (let first = 0; first < count; first++) {
    if (assigned[first] === 1) continue;
    assigned[first] = 1;
    const group = [first];
    for (let g = 0; g < group.length; g++) {
      for (let k = 0; k < count; k++) {
        if (assigned[k] === 1 || chord(points, group[g], k) > near) continue;
        assigned[k] = 1;
        group.push(k);
      }
    }
    if (group.length > 1) groups.push(group);
  }
  return groups;
}

/** c = |⟨ψ'|ψ⟩|²/‖ψ'‖⁴ and ‖ψ − ψ'⟨ψ'|ψ⟩/‖ψ'‖²‖/‖ψ‖ with √C(2J,i) ψ'_i the conjugate product_i. */
function compare(re: Float64Array, im: Float64Array, product: Coefficients, binomials: Float64Array): Factorization {
  let own = 0;
  let norm = 0;
  let x = 0;
  let y = 0;
  for (let i = 0; i < re.length; i++) {
    const a = product.re[i] / binomials[i];
    const b = -product.im[i] / binomials[i];
    own += a * a + b * b;
    norm += re[i] * re[i] + im[i] * im[i];
    x += a * re[i] + b * im[i];
    y += a * im[i] - b * re[i];
  }
  x /= own;
  y /= own;
  let missing = 0;
  for (let i = 0; i < re.length; i++) {
    const a = product.re[i] / binomials[i];
    const b = -product.im[i] / binomials[i];
    missing += (re[i] - (x * a - y * b)) ** 2 + (im[i] - (x * b + y * a)) ** 2;
  }
  return { scale: x * x + y * y, residual: Math.sqrt(missing / norm) };
}
