import { describe, expect, it } from "vitest";
import { correspond } from "../../../symbolic/derive/correspondence.ts";
import { certify, formatCertificate } from "../../../symbolic/prove/certify.ts";
import { compareOnMatrixUnits } from "../../../symbolic/prove/matrix-units.ts";
import { proveQubitQuadrature } from "../../../symbolic/prove/qubit-sphere.ts";
import { proveAtRationalPoints } from "../../../symbolic/prove/rational-evaluation.ts";
import { proveByRederivation } from "../../../symbolic/prove/rederivation.ts";
import { dampingDerivation, dephasingDerivation, deriveSketch, deriveText } from "../declarations.ts";

describe("the certificate of a built-in channel", () => {
  const certificates = [certify(dampingDerivation), certify(dephasingDerivation)];

  it("proves each claim by means that the derivation does not use", () => {
    const [damping, dephasing] = certificates.map(({ proofs }) => proofs.map(({ by }) => by));
    for (const means of ["exact polynomial arithmetic", "Algebrite 1.4.0", "nerdamer 1.1.13"] as const) {
      expect(damping).toContain(means);
      expect(dephasing).toContain(means);
    }
    for (const { omitted } of certificates) expect(omitted).toEqual([]);
  });

  it("names the equations of the paper that were found", () => {
    const [damping, dephasing] = certificates.map(({ proofs }) => proofs.map(({ claim }) => claim).join(" "));
    expect(damping).toContain("eqs 17 and 18");
    expect(damping).toContain("eq 21 and Φ_j");
    expect(dephasing).toContain("eq 9");
    expect(dephasing).toContain("eq 11");
  });

  it("says for which spins and points", () => {
    const text = formatCertificate(certificates[0]);
    expect(text).toContain("J = 1/2, 1, 3/2; 29 matrix units, which span all states; symbolic parameters");
    expect(text).toContain("12 random rational points");
    expect(text).toMatch(/^# Certificate of `amplitude-damping`\n/);
    expect(text.endsWith("\n")).toBe(true);
  });

  it("is the same text every time", () => {
    expect(formatCertificate(certify(dephasingDerivation))).toBe(formatCertificate(certificates[1]));
  });
});

const stratum = certify(deriveText("g*D[2*J- + J+]"));

describe("a refused reservoir", () => {
  const derivation = deriveText("g*D[J-] + h*D[Jx]");

  it("is certified for its operator and dS/dt, and the certificate says what is missing", () => {
    const certificate = certify(derivation);
    expect(certificate.omitted.join()).toContain("Reservoir bath has no Π and Φ");
    const text = formatCertificate(certificate);
    expect(text).toContain("Not proven:");
    expect(text).not.toContain("integrands of dS/dt, Π and Φ are");
    expect(text).toContain("The integrand of dS/dt is −I·∇Q/Q");
  });
});

describe("a channel with strata", () => {
  it("has a certificate that proves every stratum, too", () => {
    const generic = certify(deriveText("g*D[2*J- + J+] + h*D[2*J+ + J-]"));
    const text = formatCertificate(generic, [{ where: " at h = 0", certificate: stratum }]);
    const [before, after] = text.split("## The channel at h = 0");
    expect(before).toContain("Not proven:");
    expect(before).not.toContain("ω = ∇ ln Q*");
    expect(after).toContain("ω = ∇ ln Q*");
    expect(after).not.toContain("Not proven:");
  });
});

describe("two parties", () => {
  it("are certified on equal and unequal spins", () => {
    const derivation = deriveSketch({
      parties: ["a", "b"],
      rates: ["g"],
      reservoirs: { noise: "g*D[Jz[a] + 2*Jz[b]]" },
    });
    const text = formatCertificate(certify(derivation));
    expect(text).toContain("(1/2, 1/2), (1/2, 1)");
    expect(text).toContain("A_i and B_ij of L = Σ l_j·J_j");
  });
});

describe("the other ways to an ω", () => {
  it("are certified: a potential quadratic in n, of a single operator", () => {
    const text = formatCertificate(stratum);
    expect(text).toMatch(/Q\* = \(.*\)ᴶ; g′ is g$/m);
    expect(text).toContain("The integrands of dS/dt, Π and Φ are");
  });

  it("are certified: no potential, B inverted", () => {
    const text = formatCertificate(certify(deriveText("g*D[J-] + h*D[Jx] + k*D[Jz]")));
    expect(text).toContain("ω = B⁻¹A, where det B ≠ 0");
    expect(text).toContain("The integrands of dS/dt, Π and Φ are");
  });
});

describe("parameters with relations", () => {
  it("are certified for a squeezed vacuum, cosh(r) J₋ + e^{iφ} sinh(r) J₊", () => {
    const derivation = deriveSketch({
      rates: ["g", "r"],
      ranges: { phase: "(-inf, inf)" },
      reservoirs: { bath: "g*D[cosh(r)*J- + exp(i*phase)*sinh(r)*J+]" },
    });
    expect(() => proveByRederivation(derivation)).not.toThrow();
    expect(proveAtRationalPoints(derivation)).toBeDefined();
  });

  it("are certified at points where a root is rational, if such are known", () => {
    const solvable = deriveText("g*D[sqrt(h + 1)*J-]");
    expect(proveAtRationalPoints(solvable)).toBeDefined();
    const unsolvable = deriveText("g*D[sqrt(h + 1)*J- + sqrt(h)*J+]");
    expect(proveAtRationalPoints(unsolvable)).toBeUndefined();
    expect(proveQubitQuadrature(solvable)).toBeDefined();
    expect(proveQubitQuadrature(unsolvable)).toBeUndefined();
  });
});

describe("the matrix units", () => {
  it("confirm the correspondence for larger and unequal spins too", () => {
    const { superoperator, reservoir } = deriveText("g*D[J- + Jz/2]").reservoirs[0];
    compareOnMatrixUnits(reservoir.dissipators, correspond(superoperator), { parties: ["a"], spins: [4] });
    const pair = deriveSketch({ parties: ["a", "b"], rates: ["g"], reservoirs: { bath: "g*D[J-[a] + i*Jx[b]]" } });
    const [{ superoperator: both, reservoir: joint }] = pair.reservoirs;
    compareOnMatrixUnits(joint.dissipators, correspond(both), { parties: ["a", "b"], spins: [1, 2] });
  });
});
