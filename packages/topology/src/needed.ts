import { formatNames, type Problem } from '@k8s-blocks/refusal';

/**
 * When the caller of a connection needs the callee:
 *
 * - `at-start`: it comes up only where the callee is up, so it is started after it;
 * - `later`: it comes up without the callee, and calls it once both are up; both are deployed together;
 * - `optional`: it does its work without the callee, which need not be deployed with it.
 */
export type Needed = (typeof NEEDED)[number];

const NEEDED = ['at-start', 'later', 'optional'] as const;

/**
 * What is wrong with the word by which a connection says when its callee is needed; empty if nothing is.
 *
 * @param isInner whether both ends of the connection are services of the stack.
 */
export function neededProblems(field: string, { isInner }: { readonly isInner: boolean }, needed: unknown): Problem[] {
  if (needed === undefined) return [];
  if (!NEEDED.some((word) => word === needed)) {
    const problem = `Its callee is needed ${JSON.stringify(needed)}, which says nothing of the start order.`;
    return [{ field, problem, remedy: `Give one of ${formatNames(NEEDED)}.` }];
  }
  if (isInner) return [];
  const problem = 'It says when its callee is needed, and one end is not a service of the stack.';
  return [{ field, problem, remedy: 'Leave it out: only services of the stack are started in an order.' }];
}
