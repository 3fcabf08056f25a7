/** The library: evaluate the entropy production of compiled channels, and the channels that come compiled. */
export { channels } from "./generated/index.ts";
export * from "./runtime/index.ts";
