/** Special functions that compiled channels and the runtime share. */
export { logPotentialGaps } from "./flux/log-potential.ts";
export { logMean, sphereKernel } from "./special/sphere-kernel.ts";
