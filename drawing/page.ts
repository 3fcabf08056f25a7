/** A page of a journal, and a picture on it: millimetres, and points of 1/72 inch. */
import type { Mark, Spec } from "vega";

export const columnWidth = 86;
export const pageWidth = 178;
export const pointsPerMillimetre = 72 / 25.4;

/** Marks at their places on the page, with no space added around them.
 *  @param width, height  in millimetres */
export function pageOf(width: number, height: number, marks: readonly Mark[]): Spec {
  return {
    $schema: "https://vega.github.io/schema/vega/v6.json",
    width: width * pointsPerMillimetre,
    height: height * pointsPerMillimetre,
    padding: 0,
    autosize: "none",
    background: "white",
    marks: [...marks],
  };
}
