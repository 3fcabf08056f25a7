import { builtScript } from "../built-script.ts";

export default builtScript("fuzz");
