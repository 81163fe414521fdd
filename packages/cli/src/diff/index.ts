import { type EnvironmentDifference, markdownReport, textReport } from '@k8s-blocks/diff';
import { printableMarkdown } from '@k8s-blocks/manifest';
import { formatNames, Refusal } from '@k8s-blocks/refusal';
import type { Command, Options } from '../command.ts';
import { type CheckedOut, withCheckedOut } from './checked-out.ts';
import { type Answer, compareEnvironment, type Question } from './compare-environment.ts';
import { findRevision, type Revision } from './revision.ts';
import { findRoot, type TreesRoot } from './trees-root.ts';
import { loadScope, type Scope } from './scope.ts';
import { differingServices, servicesOf, sideOf } from './services.ts';
import { type Trees, treesBelow } from './trees.ts';
import { remedyForNoTrees } from './trees-nearby.ts';
import { readWorkTree, type WorkTree } from './work-tree.ts';

/** By its first line whoever posts the Markdown finds the comment again that it is to replace. */
const MARKER = '<!-- k8s-blocks diff -->';

/** How much is said of a revision's name: the place of a comment is limited. */
const MAX_NAME_LENGTH = 100;

/**
 * Says what the trees below the root, as they are now, do to the built manifests of each environment, against a revision
 * of git. Of that only the YAML is read, and nothing is run that stands in it.
 */
export const diff: Command = async (targets, options, output) => {
  const scope = await loadScope(targets);
  const place = await findRoot(options.root);
  const revision = await findRevision(options.base, place);
  const now = await readWorkTree(revision, place);
  const answers = await withCheckedOut(revision, place, (old) =>
    compareAll({ scope, place, revision, now, old, options }),
  );
  const color = output.hasColors === true;
  if (options.format === 'markdown') output.printReport(markdownOf(answers, revision).trimEnd());
  else output.printReport(textReport(answers, { color }).trimEnd());
  return answers.every(({ builds }) => builds) && !failsOn(options.failOn, answers);
};

interface Comparing {
  readonly scope: Scope;
  readonly place: TreesRoot;
  readonly revision: Revision;
  readonly now: WorkTree;
  readonly old: CheckedOut;
  readonly options: Options;
}

async function compareAll({ scope, place, revision, now, old, options }: Comparing): Promise<readonly Answer[]> {
  const before = sideOf(old.folder, await treesBelow(old.folder), old.entries);
  const after = sideOf(options.root, await treesBelow(options.root), now.entries);
  await refuseNoTrees({ scope, place, revision, services: servicesOf(before, after) });
  const changed = new Set([...differingServices(now, before, after)].filter((service) => scope.includes(service)));
  const others = new Set([...after.trees.keys()].filter((service) => !changed.has(service)));
  const question: Question = { before, after, changed, others, base: revision.name, allowRemote: options.allowRemote };
  const answers: Answer[] = [];
  for (const environment of environmentsOf(scope, before.trees, after.trees, options.environment)) {
    answers.push(await compareEnvironment(environment, question));
  }
  return answers;
}

/** Where nothing is compared, it is not said that nothing differs. */
async function refuseNoTrees({
  scope,
  place: { root, top, isThere },
  revision,
  services,
}: Pick<Comparing, 'scope' | 'place' | 'revision'> & { readonly services: ReadonlySet<string> }): Promise<void> {
  if (services.size === 0) {
    const isMissing = !isThere && revision.tree === undefined;
    const problem = isMissing ? 'There is no such folder' : 'It holds no trees';
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
    problem: `It holds no tree of ${formatNames(missing)}, neither now nor at ${revision.name}.`,
    remedy: 'Emit it first, or give another folder with --root.',
  });
}

/** Those of the map, and those that were there and are no more: an overlay that somebody keeps by hand is neither. */
function environmentsOf({ environments }: Scope, before: Trees, after: Trees, asked: string | undefined) {
  const there = new Set([...after.values()].flatMap((each) => [...each]));
  const gone = [...before.values()].flatMap((each) => [...each]).filter((name) => !there.has(name));
  const all = [...new Set([...environments, ...gone])];
  if (asked === undefined) return all;
  if (all.includes(asked)) return [asked];
  throw new Refusal({ problem: `There is no environment "${asked}".`, remedy: `Name one of ${formatNames(all)}.` });
}

function markdownOf(differences: readonly EnvironmentDifference[], { name, commit }: Revision): string {
  const against = name === commit ? '' : `${printableMarkdown(name.slice(0, MAX_NAME_LENGTH))}, `;
  return `${MARKER}\n## What this does to the built manifests\n\nAgainst ${against}${commit.slice(0, 12)}.\n\n${markdownReport(differences)}`;
}

/**
 * What was not compared may differ. Of what an apply would refuse that is not said, since no change can mend the past; but
 * where nothing was compared, nothing was found out.
 */
function failsOn(what: string | undefined, differences: readonly EnvironmentDifference[]): boolean {
  if (what === 'difference') return differences.some(({ changes, compared }) => compared !== 'all' || shows(changes));
  if (what !== 'refusal') return false;
  return differences.some(({ consequences, compared }) => {
    return compared === 'nothing' || consequences.some(({ effect }) => effect === 'refused');
  });
}

function shows(changes: EnvironmentDifference['changes']): boolean {
  return changes.some(({ kind }) => kind !== 'rewritten');
}
