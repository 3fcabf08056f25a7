import { channel } from "../declare/declare.ts";

export default channel({
  name: "dephasing",
  cites: "Zicari et al. 2023, eq 8",
  parties: ["a"],
  parameters: {
    lambda: { range: "[0, inf)", unit: "1/time", meaning: "dephasing rate" },
  },
  reservoirs: { noise: "-lambda/2*[Jz, [Jz, rho]]" },
});
