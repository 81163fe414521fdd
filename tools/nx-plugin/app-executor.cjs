// CommonJS, since that is how Nx loads executors.

/**
 * @typedef {{ command: string, module: string }} AppOptions
 * @typedef {{ tasks: Record<string, unknown>, dependencies: Record<string, string[]> }} TaskGraph
 */

/**
 * Nx's entry for one task in a process of its own.
 *
 * @param {AppOptions} options
 */
module.exports.default = async ({ command, module }) => {
  const { run } = await fromSource([{ command, module }]);
  return { success: (await run([command, module])) === 0 };
};

/**
 * Nx's entry for many tasks in one process: what they import is loaded once. Each result is told as soon as it is there,
 * and a task that fails leaves the others done.
 *
 * Each task is one run on one app, so its log has its one line, and neither a count nor a summary: Nx counts the tasks by
 * itself, shows the log of those that fail, and folds those that do not, in CI too.
 *
 * @param {TaskGraph} taskGraph
 * @param {Record<string, AppOptions>} options task to options
 */
module.exports.batch = async function* (taskGraph, options) {
  const { run } = await fromSource(Object.values(options));
  for (const task of inOrder(taskGraph)) {
    const { command = '', module = '' } = options[task] ?? {};
    /** @type {string[]} */
    const lines = [];
    const keep = (/** @type {string} */ text) => void lines.push(text);
    const output = { print: keep, printError: keep };
    const startTime = Date.now();
    const success = (await run([command, module], output)) === 0;
    yield { task, result: { success, terminalOutput: `${lines.join('\n')}\n`, startTime, endTime: Date.now() } };
  }
};

/** @param {readonly AppOptions[]} options those of the tasks that it will be asked to do */
async function fromSource(options) {
  const loaded = await import('./from-source.mjs');
  return loaded.fromSource(options.flatMap(({ command, module }) => [command, module]));
}

/**
 * The tasks, each after those that it depends on.
 *
 * @param {TaskGraph} taskGraph
 */
function inOrder({ tasks, dependencies }) {
  /** @type {Set<string>} */
  const ordered = new Set();
  const add = (/** @type {string} */ task) => {
    for (const dependency of dependencies[task] ?? [])
      if (dependency in tasks && !ordered.has(dependency)) add(dependency);
    ordered.add(task);
  };
  for (const task of Object.keys(tasks)) add(task);
  return ordered;
}
