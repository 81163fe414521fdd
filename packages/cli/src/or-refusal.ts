import { Refusal, systemRefusal } from '@k8s-blocks/refusal';

/** What was awaited, or the refusal of it. */
export async function orRefusal<T>(awaited: Promise<T>): Promise<T | Refusal> {
  return awaited.catch((error: unknown) => {
    const refusal = error instanceof Refusal ? error : systemRefusal(error);
    if (refusal === undefined) throw error;
    return refusal;
  });
}
