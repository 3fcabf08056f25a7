/** Arrays go to NumPy and come from it bit for bit. */
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { folderWithJob, wehrl } from "../cli/command.ts";

const python = (script: string, ...args: readonly string[]): string =>
  execFileSync("python3", ["-c", `import sys, json\nimport numpy as np\n${script}`, ...args], { encoding: "utf8" });

const job = {
  spins: [0.5, 1],
  state: "mixed",
  channels: [{ channel: "amplitude-damping", on: [0], parameters: { Gamma: 1, nbar: 0.4 } }],
  hamiltonian: "Jz[0] + 0.3*(Jx[0]*Jx[1] + Jy[0]*Jy[1])",
  states: true,
  times: [0, 0.5, 1.25],
  tolerance: 0.1,
};

describe("NumPy", () => {
  it("loads complex128 [times, d, d], the bits of which are those of JSON", () => {
    const { folder, file } = folderWithJob(job);
    const path = join(folder, "rho.npy");
    const { stdout } = wehrl(["run", file, "--json", "--states", path]);
    const script = `
rho, said = np.load(sys.argv[1]), json.load(sys.stdin)["states"]
assert rho.dtype == np.complex128 and rho.shape == (3, 6, 6) and rho.flags.c_contiguous
same = np.empty_like(rho)
same.real, same.imag = [[s["re"] for s in said], [s["im"] for s in said]]
# A zero of JSON has no sign.
assert np.isfinite(rho).all() and (rho == same).all()
print("same")`;
    const said = execFileSync("python3", ["-c", `import sys, json\nimport numpy as np\n${script}`, path], {
      input: stdout,
      encoding: "utf8",
    });
    expect(said.trim()).toBe("same");
  });

  it("sums the CSV and the planes of a map to Π, as the map says itself", () => {
    const { folder, file } = folderWithJob({ ...job, times: [0.5] });
    const [csv, npy] = [join(folder, "q.csv"), join(folder, "q.npy")];
    for (const out of [csv, npy]) expect(wehrl(["husimi", file, "--grid", "24x32", "--out", out]).status).toBe(0);
    const [said, fromCsv, fromPlanes] = python(
      `
import re
text = open(sys.argv[1], encoding="utf-8").read()
a = np.genfromtxt(sys.argv[1], delimiter=",", skip_header=int(re.search(r"skip_header=(\\d+)", text)[1]), names=True, encoding="utf-8")
b = np.load(sys.argv[2])
assert b.shape == (7, 24, 32) and b.dtype == np.float64
print(re.search(r"Π = ([\\d.]+)", text)[1], (a["weight"] * a["production"]).sum(), (b[2] * b[4]).sum())`,
      csv,
      npy,
    )
      .trim()
      .split(" ")
      .map(Number);
    expect(fromCsv).toBeCloseTo(said, 8);
    expect(fromPlanes).toBe(fromCsv);
  });

  it.each(["C", "F"])("gives a state in %s order that comes out with the same bits", (order) => {
    const { folder, file } = folderWithJob({ ...job, state: { file: "given.npy" }, times: [0] });
    const [given, out] = [join(folder, "given.npy"), join(folder, "out.npy")];
    python(
      `
rng = np.random.default_rng(7)
g = rng.normal(size=(6, 6)) + 1j * rng.normal(size=(6, 6))
r = g @ g.conj().T
r /= np.trace(r).real
r = (r + r.conj().T) / 2
np.save(sys.argv[1], np.asarray(r, order=sys.argv[2]))`,
      given,
      order,
    );
    expect(wehrl(["run", file, "--json", "--states", out]).status).toBe(0);
    const same = python(
      "a, b = np.load(sys.argv[1]), np.load(sys.argv[2])[0]\nprint(a.tobytes() == b.tobytes())",
      given,
      out,
    );
    expect(same.trim()).toBe("True");
  });
});
