// JavaScript, since Nx under Node 20 loads a generator as .mjs; TypeScript is loaded by tsx from here on.
import { register } from 'tsx/esm/api';

/**
 * Nx's entry: adds a service. What is returned runs once the files are written, and so not on a dry run.
 *
 * @param {import('./tree.ts').Tree} tree
 * @param {import('./add-service.ts').ServiceOptions} options
 */
export default async function service(tree, options) {
  register();
  try {
    const { addService } = await import('./add-service.ts');
    return await addService(tree, options);
  } catch (error) {
    // Nx would offer the stack trace of a user's mistake.
    if (error instanceof Error && error.name === 'Refusal') error.stack = '';
    throw error;
  }
}
