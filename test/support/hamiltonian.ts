import { hamiltonianOf as read } from "../../cli/read/job-hamiltonian.ts";
import { textsOf } from "../../cli/read/job-texts.ts";

/** H of a job without constants. */
export const hamiltonianOf = (value: unknown, spins: readonly number[]) =>
  read(value, spins, { texts: textsOf(undefined), folder: "." });
