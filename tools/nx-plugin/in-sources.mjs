import { basename, dirname, resolve } from 'node:path';

/**
 * @typedef {import('@k8s-blocks/cli').Output} Output
 * @typedef {import('./from-source.mjs').Program} Program
 * @typedef {import('node:module').SourceMap} SourceMap
 */

/**
 * A compiled program, whose faults are told with their places in the sources. Node does the same where it is asked to, but
 * reads the map at each start; nearly every run needs none.
 *
 * @param {Program['run']} run
 * @param {{ terminal: Output, path: string, map: () => SourceMap | undefined }} compiled what it prints to by default, where it was imported from, and its source map
 * @returns {Program}
 */
export function inSources(run, { terminal, path, map }) {
  // regex: the name is a UUID; from each "file:" it is looked for up to the next one only, so that long texts take no time.
  const place = new RegExp(`file:(?:(?!file:)\\S)*${basename(path)}:(\\d+):(\\d+)`, 'g');
  /** @type {SourceMap | undefined} */
  let sourceMap;
  const told = (/** @type {string} */ text) =>
    text.replace(place, (compiled, line, column) => {
      sourceMap ??= map();
      const origin = sourceMap?.findOrigin(Number(line), Number(column));
      if (origin === undefined || !('fileName' in origin)) return compiled;
      return `${resolve(dirname(path), origin.fileName)}:${origin.lineNumber}:${origin.columnNumber}`;
    });
  return {
    async run(args, output = terminal) {
      const telling = (/** @type {Pick<Output, 'printError'>} */ to) => ({
        printError: (/** @type {string} */ text) => to.printError(told(text)),
      });
      const { forTarget } = output;
      const ofTargets =
        forTarget === undefined
          ? {}
          : {
              forTarget: (/** @type {string} */ target) => {
                const to = forTarget(target);
                return { ...to, ...telling(to) };
              },
            };
      try {
        return await run(args, { ...output, ...telling(output), ...ofTargets });
      } catch (error) {
        if (error instanceof Error && error.stack !== undefined) error.stack = told(error.stack);
        throw error;
      }
    },
  };
}
