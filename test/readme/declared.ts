/** What the compiler finds of a reservoir that no built-in channel has. */
import { channel, derive, type ReservoirDerivation, validate } from "../../symbolic/index.ts";

const rate = { range: "[0, inf)", unit: "1/time", meaning: "a rate" };
const parameters = { Gamma: rate, nbar: { ...rate, unit: "1" }, lambda: rate, kappa: rate };

/** @param reservoir  in the parameters Gamma, nbar, lambda, kappa */
export function declared(reservoir: string, parties: readonly string[] = ["a"]): ReservoirDerivation {
  const declaration = { name: "declared", cites: "the audit", parties, parameters, reservoirs: { bath: reservoir } };
  return derive(validate(channel(declaration))).reservoirs[0];
}
