// JavaScript, since it is started without anything that reads TypeScript.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readNxJson } from 'nx/src/config/configuration';
import { createTaskHasher } from 'nx/src/hasher/create-task-hasher';
import { filterAffected } from 'nx/src/project-graph/affected/affected-project-graph';
import { calculateFileChanges } from 'nx/src/project-graph/file-utils';
import { createProjectGraphAsync } from 'nx/src/project-graph/project-graph';
import { createTaskGraph } from 'nx/src/tasks-runner/create-task-graph';
import { workspaceDataDirectory } from 'nx/src/utils/cache-directory';
import { parseFiles } from 'nx/src/utils/command-line-utils';
import { resetWorkspaceContext } from 'nx/src/utils/workspace-context';

/**
 * Nx in the working directory, loaded once for many questions, of the workspace as it is at each of them. It calls the
 * functions that `nx affected` and `nx run-many` call.
 *
 * @typedef {import('./nx-process.ts').Question} Question
 * @typedef {import('./nx-process.ts').Task} Task
 * @typedef {import('nx/src/config/project-graph').ProjectGraph} ProjectGraph
 */
process.on('message', (/** @type {Question} */ question) => {
  answerTo(question).then(
    (answer) => process.send?.({ answer }),
    (error) => process.send?.({ error: String(error?.stack ?? error) }),
  );
});

/** @param {Question} question */
async function answerTo(question) {
  // Nx keeps the hashes of files in memory, and on disk by the second in which a file was last changed. Tests change a file
  // and reset it within one second.
  resetWorkspaceContext();
  await rm(join(workspaceDataDirectory, 'nx_files.nxt'), { force: true });
  const graph = await createProjectGraphAsync({ exitOnError: false });
  const tasks = 'projects' in question ? await hashedTasks(graph, question) : await affectedTasks(graph, question);
  const projects = Object.values(graph.nodes).map(({ name, data: { root, targets } }) => {
    return { name, root, targets: Object.keys(targets ?? {}) };
  });
  return { projects, tasks };
}

/**
 * @param {ProjectGraph} graph
 * @param {Extract<Question, { affectedSince: string }>} question
 * @returns {Promise<Task[]>}
 */
async function affectedTasks(graph, { targets, affectedSince }) {
  const range = { base: affectedSince, head: 'HEAD' };
  const { nodes } = await filterAffected(graph, calculateFileChanges(parseFiles(range).files, range));
  const { tasks } = createTaskGraph(graph, {}, Object.keys(nodes), [...targets], undefined, {});
  return Object.values(tasks).map(({ target }) => target);
}

/**
 * @param {ProjectGraph} graph
 * @param {Extract<Question, { projects: readonly string[] }>} question
 * @returns {Promise<Task[]>}
 */
async function hashedTasks(graph, { targets, projects }) {
  const taskGraph = createTaskGraph(graph, {}, [...projects], [...targets], undefined, {});
  const tasks = Object.values(taskGraph.tasks);
  const hashes = await createTaskHasher(graph, readNxJson(), {}).hashTasks(tasks, taskGraph, process.env);
  return tasks.map(({ target }, index) => ({ ...target, hash: hashes[index]?.value ?? '' }));
}
