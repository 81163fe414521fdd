/**
 * Loads esbuild before any test: it runs in the working directory in which it was loaded, and a test may load it in a folder that it
 * removes. So it would fail in another test of the same process.
 */
import 'esbuild';
