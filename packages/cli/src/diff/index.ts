import { type EnvironmentDifference, markdownReport, textReport } from '@k8s-blocks/diff';
import { Refusal, sayNames } from '@k8s-blocks/refusal';
import type { Command, Options } from '../command.ts';
import { changedPaths } from './changed-paths.ts';
import { withCheckedOut } from './checked-out.ts';
import { type Answer, compareEnvironment, type Question } from './compare-environment.ts';
import { findRevision, type Revision } from './revision.ts';
import { loadScope, type Scope } from './scope.ts';
import { type Trees, treesBelow } from './trees.ts';

/** By its first line whoever posts the Markdown finds the comment again that it is to replace. */
const MARKER = '<!-- k8s-blocks diff -->';

/**
 * Says what the trees below the root, as they are now, do to the built manifests of each environment, against a revision
 * of git. Of that only the YAML is read, and nothing is run that stands in it.
 */
export const diff: Command = async (targets, options, output) => {
  const scope = await loadScope(targets);
  const revision = await findRevision(options.base, options.root);
  const changed = await changedPaths(revision);
  const answers = await withCheckedOut(revision, (old) => compareAll({ scope, revision, changed, old, options }));
  const color = output.hasColours === true;
  if (options.format === 'markdown') output.show(markdownOf(answers, revision).trimEnd());
  else output.show(textReport(answers, { color }).trimEnd());
  return answers.every(({ builds }) => builds) && !failsOn(options.failOn, answers);
};

interface Comparing {
  readonly scope: Scope;
  readonly revision: Revision;
  /** The files that differ, from the root. */
  readonly changed: readonly string[];
  /** The folder of the old trees. */
  readonly old: string;
  readonly options: Options;
}

async function compareAll({ scope, revision, changed, old, options }: Comparing): Promise<readonly Answer[]> {
  const [before, after] = await Promise.all([treesBelow(old), treesBelow(options.root)]);
  const services = new Set([...before.keys(), ...after.keys()]);
  const differing = new Set([...changedServices(changed, services)].filter((service) => scope.includes(service)));
  const question: Question = {
    before: { root: old, trees: before },
    after: { root: options.root, trees: after },
    changed: differing,
    others: new Set([...after.keys()].filter((service) => !differing.has(service))),
    base: revision.name,
    allowRemote: options.allowRemote,
  };
  const answers: Answer[] = [];
  for (const environment of environmentsOf(scope, before, after, options.environment)) {
    answers.push(await compareEnvironment(environment, question));
  }
  return answers;
}

/** The services with a file that differs. What lies beside them all of them may use. */
function changedServices(changed: readonly string[], services: ReadonlySet<string>): ReadonlySet<string> {
  const first = (path: string) => path.slice(0, Math.max(0, path.indexOf('/')));
  const isBeside = changed.some((path) => !services.has(first(path)) && /\.(?:ya?ml|json)$/.test(path));
  return isBeside ? services : new Set(changed.map(first).filter((service) => services.has(service)));
}

/** Those of the map, and those that were there and are no more: an overlay that somebody keeps by hand is neither. */
function environmentsOf({ environments }: Scope, before: Trees, after: Trees, asked: string | undefined) {
  const there = new Set([...after.values()].flatMap((each) => [...each]));
  const gone = [...before.values()].flatMap((each) => [...each]).filter((name) => !there.has(name));
  const all = [...new Set([...environments, ...gone])];
  if (asked === undefined) return all;
  if (all.includes(asked)) return [asked];
  throw new Refusal({ problem: `There is no environment "${asked}".`, remedy: `Name one of ${sayNames(all)}.` });
}

function markdownOf(differences: readonly EnvironmentDifference[], { name, commit }: Revision): string {
  const against = name === commit ? '' : `${name.replace(/[^\w./~^-]/g, '?')}, `;
  return `${MARKER}\n## What this does to the built manifests\n\nAgainst ${against}${commit.slice(0, 12)}.\n\n${markdownReport(differences)}`;
}

function failsOn(what: string | undefined, differences: readonly EnvironmentDifference[]): boolean {
  if (what === 'refusal')
    return differences.some(({ consequences }) => consequences.some(({ effect }) => effect === 'refused'));
  return what === 'difference' && differences.some(({ changes }) => changes.some(({ kind }) => kind !== 'rewritten'));
}
