// CommonJS, since that is how Nx loads executors.

/**
 * @typedef {{ command: string, module: string, prune?: boolean }} AppOptions
 * @typedef {{ tasks: Record<string, unknown>, dependencies: Record<string, string[]> }} TaskGraph
 * @typedef {{ task: string, result: { success: boolean, terminalOutput: string, startTime: number, endTime: number } }} TaskResult
 */

/**
 * Nx's entry for one task in a process of its own.
 *
 * @param {AppOptions} options
 * @param {{ root: string }} context
 */
module.exports.default = async (options, context) => {
  // Paths of modules are from the workspace's root, and Nx may be run in a folder of it.
  process.chdir(context.root);
  const { run } = await fromSource([options]);
  return { success: (await run(argumentsOf([options]))) === 0 };
};

/**
 * Nx's entry for many tasks in one process: what they import is loaded once, and the command knows all that is emitted
 * together. Each result is told when all of one command are done, and a task that fails leaves the others done.
 *
 * Each task has its one line in its log, and neither a count nor a summary: Nx counts the tasks by itself, shows the log of
 * those that fail, and folds those that do not, in CI too.
 *
 * @param {TaskGraph} taskGraph
 * @param {Record<string, AppOptions>} options task to options
 * @param {unknown} _overrides
 * @param {{ root: string }} context
 */
module.exports.batch = async function* (taskGraph, options, _overrides, context) {
  process.chdir(context.root);
  const { run } = await fromSource(Object.values(options));
  for (const tasks of runsOf(taskGraph, options)) yield* await runTogether(run, tasks, options);
};

/**
 * @param {(args: readonly string[], output: import('@k8s-blocks/cli').Output) => Promise<number>} run
 * @param {readonly string[]} tasks
 * @param {Record<string, AppOptions>} options task to options
 */
async function runTogether(run, tasks, options) {
  /** @type {Map<string, { lines: string[], success?: boolean, endTime?: number }>} module to its log */
  const logs = new Map();
  const logOf = (/** @type {string} */ module) => {
    const log = logs.get(module) ?? { lines: [] };
    logs.set(module, log);
    return log;
  };
  /** @type {string[]} */
  const common = [];
  const forTarget = (/** @type {string} */ module) => {
    const log = logOf(module);
    const keep = (/** @type {string} */ text) => void log.lines.push(text);
    const end = (/** @type {boolean} */ success) => void Object.assign(log, { success, endTime: Date.now() });
    return { print: keep, printError: keep, end };
  };
  const keep = (/** @type {string} */ text) => void common.push(text);
  const startTime = Date.now();
  const code = await run(argumentsOf(tasks.flatMap((task) => options[task] ?? [])), {
    print: keep,
    printError: keep,
    forTarget,
  });
  return tasks.map((task) => {
    const { lines, success = code === 0, endTime = Date.now() } = logOf(options[task]?.module ?? '');
    // What is said of no target in particular, such as a refusal of --prune, is said of all.
    const terminalOutput = `${[...lines, ...common].join('\n')}\n`;
    return { task, result: { success, terminalOutput, startTime, endTime } };
  });
}

/**
 * The tasks of one command, which are one run, each after those that it depends on.
 *
 * @param {TaskGraph} taskGraph
 * @param {Record<string, AppOptions>} options task to options
 */
function runsOf(taskGraph, options) {
  return levelsOf(taskGraph).flatMap((level) => {
    /** @type {Map<string, string[]>} */
    const runs = new Map();
    for (const task of level) {
      const { command, prune = false } = options[task] ?? {};
      const key = `${command} ${prune}`;
      runs.set(key, [...(runs.get(key) ?? []), task]);
    }
    return [...runs.values()];
  });
}

/** @param {readonly AppOptions[]} options those of tasks of one command */
function argumentsOf(options) {
  const { command = '', prune = false } = options[0] ?? {};
  return [command, ...(prune ? ['--prune'] : []), ...options.map(({ module }) => module)];
}

/** @param {readonly AppOptions[]} options those of the tasks that it will be asked to do */
async function fromSource(options) {
  const loaded = await import('./from-source.mjs');
  return loaded.fromSource(options.flatMap(({ command, module }) => [command, module]));
}

/**
 * The tasks in levels: those that depend on none of the others, those that depend on them only, and so on.
 *
 * @param {TaskGraph} taskGraph
 * @returns {string[][]}
 */
function levelsOf({ tasks, dependencies }) {
  const levels = [];
  let left = Object.keys(tasks);
  while (left.length > 0) {
    const level = left.filter((task) => !(dependencies[task] ?? []).some((each) => left.includes(each)));
    // Nx has no circles; if there were one, its tasks would be run in any order.
    levels.push(level.length > 0 ? level : left);
    left = level.length > 0 ? left.filter((task) => !level.includes(task)) : [];
  }
  return levels;
}
