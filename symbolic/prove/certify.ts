/** Proofs, by means other than the derivation's own, that a derivation is right. */

import type { Derivation } from "../derive/derivation.ts";
import { markdown, span } from "../print/harmless.ts";
import { proveFluxMatrix } from "./flux-matrix.ts";
import { proveOnMatrixUnits } from "./matrix-units.ts";
import type { Proof } from "./proof.ts";
import { proveQubitQuadrature, proveQubitSphere } from "./qubit-sphere.ts";
import { proveAtRationalPoints } from "./rational-evaluation.ts";
import { proveByRederivation } from "./rederivation.ts";
import { proveBalance, proveForces, proveWellFormed } from "./splitting.ts";
import { proveWrittenOperators } from "./written-operators.ts";

/** What is known of a derivation by means other than its own. */
export interface Certificate {
  readonly channel: string;
  readonly cites: string;
  readonly reservoirs: readonly { readonly name: string; readonly text: string }[];
  readonly proofs: readonly Proof[];
  /** What could not be proven, in sentences; empty as a rule. */
  readonly omitted: readonly string[];
}

/**
 * Proves a derivation. Where a reservoir is refused, only its operator and dS/dt are proven, and the certificate says so;
 * a proof that a channel gives no occasion for is left out.
 * @throws NotCertified naming the first claim that fails, with the two sides that differ
 */
export function certify(derivation: Derivation): Certificate {
  const { channel, reservoirs } = derivation;
  const atPoints = proveAtRationalPoints(derivation);
  const isDefined = reservoirs.every(({ production }) => !("refusal" in production));
  return {
    channel: channel.name,
    cites: channel.cites,
    reservoirs: reservoirs.map(({ reservoir: { name, text } }) => ({ name, text })),
    proofs: [
      proveWellFormed(reservoirs),
      proveWrittenOperators(channel.reservoirs, channel.parties),
      proveOnMatrixUnits(reservoirs),
      proveByRederivation(derivation),
      isDefined ? proveForces(derivation) : undefined,
      proveBalance(derivation),
      atPoints,
      proveQubitSphere(derivation),
      proveQubitQuadrature(derivation),
      isDefined ? proveFluxMatrix(reservoirs) : undefined,
    ].filter((proof) => proof !== undefined),
    omitted: [
      ...(atPoints
        ? []
        : [
            "The integrands were not evaluated at rational points, nor a qubit's integrated sphere compared with a quadrature: no " +
              "rational points are known for these square roots.",
          ]),
      ...reservoirs.flatMap(({ reservoir: { name }, production }) =>
        "refusal" in production ? [`Reservoir ${markdown(name)} has no Π and Φ: ${production.refusal}.`] : [],
      ),
    ],
  };
}

/** The certificate of the channel at a value of a parameter. */
interface StratumCertificate {
  /** ` at r = 0` */
  readonly where: string;
  readonly certificate: Certificate;
}

/** The certificate as Markdown; the same text for the same derivation. */
export function formatCertificate(certificate: Certificate, strata: readonly StratumCertificate[] = []): string {
  const { channel, cites, reservoirs } = certificate;
  return [
    `# Certificate of \`${channel}\``,
    "",
    "Written by `wehrl gen`, which writes no channel whose proofs fail.",
    "",
    `- source: ${markdown(cites)}`,
    ...reservoirs.map(({ name, text }) => `- reservoir ${markdown(name)}: ${span(text)}`),
    "",
    "D(Q) = −∇·I with the current I = A Q − B∇Q; Π = M ∫ (Qω − ∇Q)·B(Qω − ∇Q)/Q and Φ = M ∫ (Qω − ∇Q)·A with Bω = A.",
    "",
    ...proofLines(certificate),
    ...strata.flatMap((stratum) => [
      `## The channel${stratum.where}`,
      "",
      "Derived and proven again, with this value put in.",
      "",
      ...proofLines(stratum.certificate),
    ]),
  ].join("\n");
}

export const formatLogMomentCertificate = (proofs: readonly Proof[]): string =>
  [
    "# Certificate of `logMoment`",
    "",
    "Written by `wehrl gen`, which writes no closed form whose proofs fail.",
    "",
    ...proofLines({ proofs, omitted: [] }),
  ].join("\n");

const proofLines = ({ proofs, omitted }: Pick<Certificate, "proofs" | "omitted">): readonly string[] => [
  ...proofs.flatMap(({ claim, by, scope }, k) => [`${k + 1}. ${claim}`, `   - by ${by}`, `   - for ${scope}`, ""]),
  ...(omitted.length === 0 ? [] : ["Not proven:", "", ...omitted.map((sentence) => `- ${sentence}`), ""]),
];
