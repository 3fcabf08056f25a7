/** Damping with dephasing about z in one reservoir, whose Q* is that of damping alone. */
import { channel } from "wehrl/symbolic";

export default channel({
  name: "damping-with-dephasing",
  cites: "a thermal bath that also dephases",
  parties: ["a"],
  parameters: {
    Gamma: { range: "[0, inf)", unit: "1/time", meaning: "damping rate" },
    nbar: { range: "[0, inf)", unit: "1", meaning: "mean number of excitations of the bath" },
    lambda: { range: "[0, inf)", unit: "1/time", meaning: "dephasing rate" },
  },
  reservoirs: { bath: "Gamma*(nbar + 1)*D[J-] + Gamma*nbar*D[J+] + lambda*D[Jz]" },
});
