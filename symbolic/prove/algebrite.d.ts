/** Algebrite ships no types; this is the part that the certificate uses. */
declare module "algebrite" {
  const Algebrite: {
    /** The value of an expression as text, nothing for an assignment, `Stop: …` for a mistake. */
    run(expression: string): string;
  };
  export default Algebrite;
}
