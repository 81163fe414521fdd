import { systemRefusal } from '@k8s-blocks/refusal';

/** The code of what the system does not do with a file or folder, such as `EACCES`; undefined for any other error. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'syscall' in error && 'code' in error ? String(error.code) : undefined;
}

/** What the system says of a file or folder, as a sentence. Throws any other error on. */
export function sayError(error: unknown): string {
  const code = errorCode(error);
  if (code === undefined) throw error;
  return systemRefusal(error)?.problems[0]?.problem ?? `The system refuses it. (${code})`;
}
