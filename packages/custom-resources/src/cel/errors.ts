/** An expression has no value, as on a server, which then refuses the object: a missing key, a division by zero. */
export class CelError extends Error {
  override readonly name: string = 'CelError';
}

/** An expression cannot be evaluated here, although a server may be able to: nothing is known of the object then. */
export class NotJudged extends Error {
  override readonly name = 'NotJudged';
}

/** The error of an operator or function whose operands are of other types than it takes. */
export function noOverload(name: string): CelError {
  return new CelError(`no such overload: ${name}`);
}
