import { channel } from "../declare/declare.ts";

export default channel({
  name: "amplitude-damping",
  cites: "Zicari et al. 2023, eq 13",
  parties: ["a"],
  parameters: {
    Gamma: { range: "[0, inf)", unit: "1/time", meaning: "damping rate" },
    nbar: { range: "[0, inf)", unit: "1", meaning: "mean number of excitations of the bath" },
  },
  reservoirs: { bath: "Gamma*(nbar + 1)*D[J-] + Gamma*nbar*D[J+]" },
});
