/** `wehrl/paper`: the random states of Zicari et al., New J. Phys. 25 (2023) 013030. */
export { ginibreStates, type PaperClass, paperStates, type StateSampler } from "./states/random-states.ts";
