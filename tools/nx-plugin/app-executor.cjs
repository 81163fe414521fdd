// CommonJS, since that is how Nx loads executors.

/**
 * @typedef {{ command: string, module: string }} AppOptions
 * @typedef {{ command: string, tasks: readonly { task: string, module: string }[] }} Run
 * @typedef {import('./from-source.mjs').Program} Program
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
 * Each log is what the command says of one app: its one line, and neither a count nor a summary. Nx counts the tasks by
 * itself, shows the log of those that fail, and folds those that do not, in CI too.
 *
 * @param {TaskGraph} taskGraph
 * @param {Record<string, AppOptions>} options task to options
 */
module.exports.batch = async function* (taskGraph, options) {
  const { run } = await fromSource(Object.values(options));
  for (const each of runsOf(taskGraph, options)) yield* results(run, each);
};

/** The commands that take less time for many apps at once than for one after the other: they share processes of kubectl. */
const TOGETHER = new Set(['build']);

/**
 * The runs of the command that do the tasks, each after those that its tasks depend on.
 *
 * @param {TaskGraph} taskGraph
 * @param {Record<string, AppOptions>} options
 * @returns {Generator<Run>}
 */
function* runsOf(taskGraph, options) {
  for (const level of levelsOf(taskGraph)) {
    const tasks = level.map((task) => ({ task, command: '', module: '', ...options[task] }));
    for (const { command, ...each } of tasks) if (!TOGETHER.has(command)) yield { command, tasks: [each] };
    for (const command of TOGETHER) {
      const together = tasks.filter((each) => each.command === command);
      if (together.length > 0) yield { command, tasks: together };
    }
  }
}

/**
 * Runs one command on the apps of some tasks, and says of each task what it would say of its app alone.
 *
 * @param {Program['run']} run
 * @param {Run} done
 */
async function* results(run, { command, tasks }) {
  const startTime = Date.now();
  /** @type {Map<string, string[]>} */
  const logs = new Map(tasks.map(({ module }) => [module, []]));
  /** @type {Set<string>} */
  const succeeded = new Set();
  /** @param {string} text */
  const printToAll = (text) => {
    for (const lines of logs.values()) lines.push(text);
  };
  /** @param {string} module */
  const ofTarget = (module) => {
    const print = (/** @type {string} */ text) => void logs.get(module)?.push(text);
    const end = (/** @type {boolean} */ success) => void (success && succeeded.add(module));
    return { print, printError: print, end };
  };
  await run([command, ...logs.keys()], { print: printToAll, printError: printToAll, ofTarget });
  for (const { task, module } of tasks) {
    const terminalOutput = `${logs.get(module)?.join('\n') ?? ''}\n`;
    yield { task, result: { success: succeeded.has(module), terminalOutput, startTime, endTime: Date.now() } };
  }
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
