import { type EnvironmentDifference, markdownReport, textReport } from '@k8s-blocks/diff';
import { printableMarkdown } from '@k8s-blocks/manifest';
import { formatNames, Refusal } from '@k8s-blocks/refusal';
import type { Command } from '../command.ts';
import type { OptionsOf } from '../commands.ts';
import type { Printer } from '../output.ts';
import { type CheckedOut, withCheckedOut } from './checked-out.ts';
import { type ComparedEnvironment, type Comparison, compareEnvironment } from './compare-environment.ts';
import { pageLink } from './page-link.ts';
import { remedyForNoTrees } from './remedy-for-no-trees.ts';
import { findRevision, type Revision } from './revision.ts';
import { loadScope, type Scope } from './scope.ts';
import { differingServices, servicesOf, sideOf } from './services.ts';
import { type Trees, treesBelow } from './trees.ts';
import { findRoot, type TreesRoot } from './trees-root.ts';
import { readWorkTree, type WorkTree } from './work-tree.ts';

/** The first line of the Markdown, by which a CI job finds the comment that it posted before, to replace it. */
const MARKER = '<!-- k8s-blocks diff -->';

/** How many characters of a revision's name are shown, since the length of a comment is limited. */
const MAX_NAME_LENGTH = 100;

/**
 * Compares the built manifests of the trees below the root, as they are now, with those of a git revision, environment by
 * environment. Of the revision only YAML is read; none of its code is run.
 */
export const diff: Command<'diff'> = async (targets, options, output) => {
  const scope = await loadScope(targets);
  const treesRoot = await findRoot(options.root);
  const revision = await findRevision(options.base, treesRoot);
  const now = await readWorkTree(revision, treesRoot);
  const compared = await withCheckedOut(revision, treesRoot, (old) =>
    compareAll({ scope, treesRoot, revision, now, old, options }),
  );
  await printDifference(compared, revision, targets, options, output);
  return compared.every(({ builds }) => builds) && !failsOn(options.failOn, compared);
};

async function printDifference(
  compared: readonly ComparedEnvironment[],
  revision: Revision,
  targets: readonly string[],
  options: OptionsOf<'diff'>,
  output: Printer,
): Promise<void> {
  if (options.format === 'html') {
    // What makes pages takes a while to import, and no other format needs it.
    const { writeDifferencePage } = await import('./page.ts');
    output.print(`wrote    ${await writeDifferencePage(targets, compared, formatBase(revision), options)}`);
  } else if (options.format === 'markdown')
    output.printReport(markdownOf(compared, revision, pageLink(options)).trimEnd());
  else output.printReport(textReport(compared, { color: output.hasColors === true }).trimEnd());
}

interface DiffInput {
  readonly scope: Scope;
  readonly treesRoot: TreesRoot;
  readonly revision: Revision;
  readonly now: WorkTree;
  readonly old: CheckedOut;
  readonly options: OptionsOf<'diff'>;
}

async function compareAll(input: DiffInput): Promise<readonly ComparedEnvironment[]> {
  const { scope, treesRoot, revision, now, old, options } = input;
  const before = sideOf(old.folder, await treesBelow(old.folder), old.entries);
  const after = sideOf(options.root, await treesBelow(options.root), now.entries);
  await refuseNoTrees({ scope, treesRoot, revision, services: servicesOf(before, after) });
  const changed = new Set([...differingServices(now, before, after)].filter((service) => scope.includes(service)));
  const others = new Set([...after.trees.keys()].filter((service) => !changed.has(service)));
  const { allowRemote, schemas } = options;
  const { namespaceOf, saidBy } = scope;
  const comparison: Comparison = {
    before,
    after,
    changed,
    others,
    base: revision.name,
    namespaceOf,
    saidBy,
    allowRemote,
    schemas,
  };
  const compared: ComparedEnvironment[] = [];
  for (const environment of environmentsOf(scope, before.trees, after.trees, options.environment)) {
    compared.push(await compareEnvironment(environment, comparison));
  }
  return compared;
}

/** Refuses a root without trees, or without the tree of a given app: the report would say that nothing differs. */
async function refuseNoTrees({
  scope,
  treesRoot: { root, top, exists },
  revision,
  services,
}: Pick<DiffInput, 'scope' | 'treesRoot' | 'revision'> & { readonly services: ReadonlySet<string> }): Promise<void> {
  if (services.size === 0) {
    const isMissing = !exists && revision.tree === undefined;
    const problem = isMissing ? 'There is no such folder' : 'It contains no trees';
    throw new Refusal({
      file: root,
      problem: `${problem}, neither now nor at ${revision.name}.`,
      remedy: await remedyForNoTrees(top),
    });
  }
  const missing = scope.named.filter((name) => !services.has(name));
  if (missing.length === 0) return;
  throw new Refusal({
    file: root,
    problem: `It contains no tree of ${formatNames(missing)}, neither now nor at ${revision.name}.`,
    remedy: 'Emit it first, or give another folder with --root.',
  });
}

/** The environments of the map, and those that were removed. Overlays that are maintained by hand are left out. */
function environmentsOf({ environments }: Scope, before: Trees, after: Trees, only: string | undefined) {
  const existing = new Set([...after.values()].flatMap((each) => [...each]));
  const removed = [...before.values()].flatMap((each) => [...each]).filter((name) => !existing.has(name));
  const all = [...new Set([...environments, ...removed])];
  if (only === undefined) return all;
  if (all.includes(only)) return [only];
  throw new Refusal({ problem: `There is no environment "${only}".`, remedy: `Name one of ${formatNames(all)}.` });
}

function markdownOf(differences: readonly EnvironmentDifference[], revision: Revision, link: string): string {
  const against = `Against ${printableMarkdown(formatBase(revision))}.${link}`;
  return `${MARKER}\n## What this does to the built manifests\n\n${against}\n\n${markdownReport(differences)}`;
}

/** A revision by its name and commit: `origin/main, 3f2a91c0b7de`. */
function formatBase({ name, commit }: Revision): string {
  return [...(name === commit ? [] : [name.slice(0, MAX_NAME_LENGTH)]), commit.slice(0, 12)].join(', ');
}

/**
 * Whether `--fail-on` fails. `difference` also fails if something was not compared, since it may differ. `refusal` only fails
 * for that if nothing was compared: a service that did not build in the old revision cannot be repaired by the change.
 */
function failsOn(what: OptionsOf<'diff'>['failOn'], differences: readonly EnvironmentDifference[]): boolean {
  if (what === 'difference') return differences.some(({ changes, compared }) => compared !== 'all' || differs(changes));
  if (what !== 'refusal') return false;
  return differences.some(({ consequences, compared }) => {
    return compared === 'nothing' || consequences.some(({ effect }) => effect === 'refused');
  });
}

function differs(changes: EnvironmentDifference['changes']): boolean {
  return changes.some(({ kind }) => kind !== 'rewritten');
}
