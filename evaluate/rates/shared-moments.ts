/** The logarithmic moments of a state that are not one channel's own. */

import { largestRow, turn } from "../../spins/dynamics/hamiltonian.ts";
import { dissipationSize } from "../../spins/dynamics/liouvillian.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { combine, zeroMatrix } from "../../spins/matrices/complex-matrix.ts";
import type { Setting } from "../prepare/setting.ts";
import type { Changes } from "./changes.ts";
import { forClosure, within } from "./goals.ts";
import { type LogMoment, logMoment } from "./log-moment.ts";

export const entropyMoment = ({ blur }: Changes, setting: Setting): LogMoment =>
  logMoment(null, 0, setting.spins, within(setting, 0, blur.entropy));

/** Of the change by all dissipators; null where there is none. */
export function dissipationMoment({ rho, by }: Changes, setting: Setting): LogMoment | null {
  if (!setting.channels.some(({ active }) => active)) return null;
  const sum = setting.channels.reduce<ComplexMatrix>((all, _, k) => {
    const change = by(k);
    return change === null ? all : combine(1, all, 1, change);
  }, zeroMatrix(rho.dimension));
  return logMoment(sum, sizeOfDissipation(setting), setting.spins, forClosure(setting));
}

/** Of the change by H; null where it changes no entropy. */
export function unitaryMoment({ rho, blur }: Changes, setting: Setting): LogMoment | null {
  const { twist, spins } = setting;
  if (twist === null) return null;
  return logMoment(turn(twist, rho), 2 * largestRow(twist), spins, within(setting, 0, blur.unitaryRate));
}

/** Of the change by everything; null where no excess is asked for. */
export function wholeMoment({ byEverything }: Changes, setting: Setting): LogMoment | null {
  if (byEverything === null) return null;
  const rotation = setting.hamiltonian === null ? 0 : 2 * largestRow(setting.hamiltonian);
  return logMoment(byEverything, sizeOfDissipation(setting) + rotation, setting.spins, within(setting, 0, 0));
}

const sizeOfDissipation = ({ channels }: Setting): number =>
  channels.reduce((sum, { dissipator }) => sum + dissipationSize(dissipator), 0);
