/** In the order of use; luminance rises, so that grey print keeps them apart, and so do the dashes. */
export const strokes = [
  { colour: "#000000", dash: [] },
  { colour: "#1f4e9c", dash: [5, 2] },
  { colour: "#b8501e", dash: [1.6, 1.6] },
  { colour: "#5c9bc9", dash: [7, 2, 1.5, 2] },
] as const;
