/**
 * Loads esbuild before any test: it runs in the working directory in which it was loaded. `packages/cli/src/import.test.ts` imports modules
 * of TypeScript, which loads it, in a folder that is removed after each test. So it would fail in the next test of the process that
 * bundles, as `bundle.test.ts` here.
 */
import 'esbuild';
