// JavaScript, since Nx under Node 20 loads a generator as .mjs; TypeScript is loaded by tsx from here on.
import { register } from 'tsx/esm/api';

/**
 * Nx's entry: adds a service. What is returned runs once the files are written, and so not on a dry run.
 *
 * @param {import('./tree.ts').Tree} tree
 * @param {import('./options.ts').ServiceOptions} options
 */
export default async function service(tree, options) {
  register();
  const { addService } = await import('./add-service.ts');
  const finish = await withoutTrace(() => addService(tree, options));
  return () => withoutTrace(finish);
}

/**
 * Nx would offer the stack trace of a user's mistake.
 *
 * @template T
 * @param {() => T} act
 */
async function withoutTrace(act) {
  const { Refusal, systemRefusal } = await import('@k8s-blocks/refusal');
  try {
    return await act();
  } catch (error) {
    const refusal = error instanceof Refusal ? error : systemRefusal(error);
    if (refusal === undefined) throw error;
    refusal.stack = '';
    throw refusal;
  }
}
