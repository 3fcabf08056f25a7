import { channel } from "../declare/declare.ts";

export default channel({
  name: "axis-dephasing",
  cites: "Zicari et al. 2023, eq 8, about any axis",
  parties: ["a"],
  parameters: {
    lambda: { range: "[0, inf)", unit: "1/time", meaning: "dephasing rate" },
    polar: { range: "(-inf, inf)", unit: "rad", meaning: "angle of the axis from +z" },
    azimuth: { range: "(-inf, inf)", unit: "rad", meaning: "angle of the axis about z, from +x" },
  },
  reservoirs: { noise: "lambda*D[sin(polar)*cos(azimuth)*Jx + sin(polar)*sin(azimuth)*Jy + cos(polar)*Jz]" },
});
