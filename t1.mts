import { evaluate, channels, ghz, w } from "./index.ts";
for (const [f, n, tol, budget] of [[ghz, 4, 1e-6,4e7], [ghz, 4, 1e-9,4e7],[ghz, 5, 1e-6,4e7],[ghz, 6, 1e-6,4e7],  [w, 4, 1e-6,4e7]] as const) {
  const spins = Array(n).fill(0.5);
  let t = performance.now();
  const r = evaluate({ spins, state: f(spins), channels: [], tolerance: tol ,budget});
  console.log(f.name, n, (performance.now() - t) | 0, r.entropy.values[0], r.entropy.error[0], r.converged, r.evaluations[0]);
}
for (const [f, n, tol, budget] of [[ghz, 3, 1e-9,4e7], [w, 3, 1e-6,4e7], [w, 3, 1e-9,4e7]] as const) {
  const spins = Array(n).fill(0.5);
  let t = performance.now();
  const r = evaluate({ spins, state: f(spins), channels: [], tolerance: tol ,budget});
  console.log(f.name, n, (performance.now() - t) | 0, r.entropy.values[0], r.entropy.error[0], r.converged, r.evaluations[0]);
}
