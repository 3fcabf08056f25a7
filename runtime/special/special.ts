/** Special functions that compiled channels and the runtime share. */
export { logPotentialGaps } from "./log-potential.ts";
export { logMean, sphereKernel } from "./sphere-kernel.ts";
