import { systemRefusal } from '@k8s-blocks/refusal';

/** The code of an error of the operating system about a file or folder, such as `EACCES`; undefined for any other error. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'syscall' in error && 'code' in error ? String(error.code) : undefined;
}

/** An error of the operating system as a sentence. Throws any other error again. */
export function formatSystemError(error: unknown): string {
  const code = errorCode(error);
  if (code === undefined) throw error;
  return systemRefusal(error)?.problems[0]?.problem ?? `The system refuses it. (${code})`;
}
