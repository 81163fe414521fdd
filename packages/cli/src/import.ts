import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { report } from '@k8s-blocks/findings';
import {
  foldersLeftOut,
  givenEnvironments,
  type ImportedProject,
  importProved,
  type Proof,
  prove,
  readEnvironments,
} from '@k8s-blocks/import';
import { formatNumber, formatProblem, Refusal } from '@k8s-blocks/refusal';
import type { Command } from './command.ts';
import { importDefault } from './import-module.ts';
import type { Printer } from './output.ts';
import { installedFolder } from './workspace.ts';

/**
 * Turns manifests into contracts, a map and apps, after it has built those and compared them with the manifests. It writes all
 * files or none, and nothing over what is there.
 */
export const importCommand: Command<'import'> = async (targets, options, output) => {
  const { out, allowRemote, dryRun: isDryRun, namespace } = options;
  const given = givenEnvironments(targets, options.environment);
  const { environments, notes } = await readEnvironments(given, { allowRemote });
  const { project, proof } = await importProved(environments, namespace === undefined ? {} : { namespace }, (each) =>
    inTrialFolder((folder) => provedIn(folder, each)),
  );
  const findings = [...foldersLeftOut(targets, given), ...notes, ...project.findings];
  if (project.stack.services.length === 0) {
    printReport({ ...project, findings }, proof, output);
    output.print('None of them can be imported: nothing is written.');
    return false;
  }
  refuseWhatIsThere(project, out);
  if (isDryRun) printFiles(project, output);
  else await writeFiles(project, out);
  printReport({ ...project, findings }, proof, output);
  output.print(
    isDryRun ? 'Nothing is written.' : `${formatNumber(project.files.size, 'file is', 'files are')} written to ${out}.`,
  );
  return proof.remainder.length === 0;
};

async function provedIn(folder: string, project: ImportedProject): Promise<Proof> {
  await writeFiles(project, folder);
  return prove(project, { folder, load: (path) => importDefault(path, 'Import again.') });
}

/** The packages that new apps may import. */
const PACKAGES = ['app', 'network-policy', 'objects', 'probes', 'security-context', 'topology'];

/** Calls a function with a new folder whose modules find the packages that are installed here, and removes it. */
async function inTrialFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const installed = join(installedFolder(process.cwd()), 'node_modules');
  if (!PACKAGES.every((name) => existsSync(join(installed, '@k8s-blocks', name)))) {
    throw new Refusal({
      file: installed,
      problem: 'The packages that apps are written with are not installed here, so that they cannot be tried.',
      remedy: `npm install ${PACKAGES.map((name) => `@k8s-blocks/${name}`).join(' ')}`,
    });
  }
  const folder = await mkdtemp(join(tmpdir(), 'k8s-blocks-import-'));
  try {
    await writeFile(join(folder, 'package.json'), '{ "type": "module" }\n');
    await symlink(installed, join(folder, 'node_modules'), 'dir');
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Refuses to write over anything: all files are new, or none is written. */
function refuseWhatIsThere({ files }: ImportedProject, out: string): void {
  const there = [...files.keys()].map((path) => join(out, path)).filter((path) => existsSync(path));
  if (there.length === 0) return;
  const problems = there.map((file) => ({ file, problem: 'There is such a file, which is not overwritten.' }));
  const remedy = 'Give a new folder, or move these files away: --out <folder>.';
  throw new Refusal(problems.map((each, index) => (index < problems.length - 1 ? each : { ...each, remedy })));
}

async function writeFiles({ files }: ImportedProject, folder: string): Promise<void> {
  for (const [path, text] of files) {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    // Never over a file that came meanwhile.
    await writeFile(file, text, { flag: 'wx' });
  }
}

function printFiles({ files }: ImportedProject, output: Printer): void {
  for (const [path, text] of files) output.print(`--- ${path}\n${text}`);
}

function printReport(
  { changes, findings, blocks, connections }: ImportedProject,
  { compared, remainder }: Proof,
  output: Printer,
): void {
  const result = { findings, waived: [] };
  output.printReport(report(result, 'text', { color: output.hasColors === true }));
  for (const change of changes) output.print(change);
  output.print(`${formatNumber(connections.length, 'connection is', 'connections are')} declared.`);
  output.print(
    `${blocks.made.length} of ${formatNumber(blocks.of, 'object is', 'objects are')} made by blocks, ${blocks.inPart} in part.`,
  );
  for (const problem of remainder) output.printError(`${formatProblem(problem)}\n`);
  const same =
    remainder.length === 0 ? 'each is built as it was' : formatNumber(remainder.length, 'difference', 'differences');
  output.print(`${formatNumber(compared, 'object is', 'objects are')} compared: ${same}.`);
}
