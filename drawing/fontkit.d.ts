declare module "fontkit" {
  export interface Font {
    readonly unitsPerEm: number;
    layout(text: string, features?: readonly string[]): { readonly advanceWidth: number };
    hasGlyphForCodePoint(codePoint: number): boolean;
  }
  export function create(file: Uint8Array): Font;
}
