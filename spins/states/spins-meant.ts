/** What was meant by spins that do not have the dimension of what stands beside them. */

/** @param dimension  of a ket or a matrix
 *  @returns  the remedy where the spins are dimensions, or qubits would fit; else null */
export function spinsMeant(spins: readonly number[], dimension: number): string | null {
  const asDimensions = spins.map((d) => (d - 1) / 2);
  if (spins.every((d) => Number.isInteger(d) && d > 1) && spins.reduce((all, d) => all * d, 1) === dimension)
    return `"spins" are J, not dimensions${asDimensions.includes(0.5) ? ", and a qubit is 0.5" : ""}: write [${asDimensions.join(", ")}]`;
  const qubits = Math.log2(dimension);
  const isOfQubits = Number.isInteger(qubits) && qubits > 0 && qubits <= 12;
  return isOfQubits
    ? `a qubit is 0.5: "spins" of ${dimension} states are [${Array(qubits).fill(0.5).join(", ")}]`
    : null;
}
