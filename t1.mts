import { evaluate, channels, ghz, w, ket } from "./index.ts";
import { randomState } from "./test/support/random-states.ts";
const damped = (n: number) => Array.from({length:n},(_, k) => ({ channel: channels["amplitude-damping"], on: [k], parameters: { Gamma: 1, nbar: 0.4 } }));
for (const [name, state, n, method, ch] of [["ghz3", ghz([.5,.5,.5]), 3, "quasi-monte-carlo", true], ["ghz3", ghz([.5,.5,.5]), 3, "quadrature", true],["r2", randomState(4,4,3), 2, "quasi-monte-carlo", true], ["r2", randomState(4,4,3), 2, "quadrature", true],
 ["w5", w(Array(5).fill(.5)), 5, undefined, false], ["ghz5", ghz(Array(5).fill(.5)), 5, "quasi-monte-carlo", false], ["r5", randomState(32,1,3), 5, undefined, true], ["r10", randomState(1024,1,3), 10, undefined, false]] as const) {
  const spins = Array(n).fill(0.5);
  let t = performance.now();
  const r = evaluate({ spins, state, channels: ch ? damped(n) : [], ...(method ? { method } : {}), tolerance: 1e-6, budget: 4e7 } as any);
  console.log(name, (performance.now() - t) | 0, r.entropy.values[0], r.entropy.error[0], r.entropyRate.values[0], r.entropyRate.error[0], r.production?.values[0], r.closure[0], r.converged, r.evaluations[0], r.errorKind);
}
