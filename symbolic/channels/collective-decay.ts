import { channel } from "../declare/declare.ts";

export default channel({
  name: "collective-decay",
  cites: "superradiance: one bath that all spins see alike",
  parties: ["a", "b", "..."],
  parameters: {
    Gamma: { range: "[0, inf)", unit: "1/time", meaning: "damping rate" },
    nbar: { range: "[0, inf)", unit: "1", meaning: "mean number of excitations of the bath" },
  },
  reservoirs: { bath: "Gamma*(nbar + 1)*D[J-[a] + J-[b]] + Gamma*nbar*D[J+[a] + J+[b]]" },
});
