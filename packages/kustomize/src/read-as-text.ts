/** What YAML reads as null, true, false, a number or a date. */
const NOT_TEXT = [
  /^(?:|~|null|Null|NULL|true|True|TRUE|false|False|FALSE)$/,
  /^[-+]?(?:0x[\da-fA-F_]+|0o[0-7_]+|0b[01_]+|\.\d[\d_]*|\d[\d_]*(?:\.[\d_]*)?)(?:[eE][-+]?\d+)?$/,
  /^(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/,
  /^\d{4}-\d\d?-\d\d?(?:[Tt\s].*)?$/,
];

/** Whether YAML reads a key as text without quotes, which Kustomize 5 loses here and there. */
export function isReadAsText(key: string): boolean {
  return NOT_TEXT.every((pattern) => !pattern.test(key));
}
