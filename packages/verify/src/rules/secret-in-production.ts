import type { StackRule } from '../rule.ts';

/**
 * In production the build has no Secret: real ones do not belong in a repository.
 *
 * Why: it overwrites the real one of that name, or is itself the real one, for all to read.
 *
 * @example
 * apiVersion: v1
 * kind: Secret # in the overlay of production
 * metadata: { name: keys }
 *
 * @see https://kubernetes.io/docs/concepts/security/secrets-good-practices/
 */
export const secretInProduction: StackRule = {
  name: 'secret-in-production',
  severity: 'error',
  *check({ production = false, ofType }) {
    if (!production) return;
    for (const object of ofType('v1 Secret')) {
      yield {
        object,
        problem: 'A Secret is deployed to production.',
        why: 'It overwrites the real one of that name, or is itself the real one, for all to read.',
        remedy: 'Remove it from this environment, and provide it in the cluster.',
      };
    }
  },
};
