/** Bad input, in one line that names the field, the value, what was expected and, where there is one, the remedy. */
export class InvalidInput extends Error {
  override readonly name = "InvalidInput";
}
