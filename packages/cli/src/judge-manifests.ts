import { realpath } from 'node:fs/promises';
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { coverageOf, judgeObject } from '@k8s-blocks/api-rules';
import {
  applyWaivers,
  type Finding,
  type LocatedObject,
  type NotJudged,
  type ReportedSource,
} from '@k8s-blocks/findings';
import { isOwnRule } from '@k8s-blocks/invariants';
import { readManifests } from '@k8s-blocks/read-manifests';
import { type StackInput, verifyAlternatives } from '@k8s-blocks/verify';
import type { OptionsOf } from './commands.ts';
import { findDefinitions } from './definitions.ts';
import type { JudgedStack } from './judge-stack.ts';
import { ruleNames } from './rule-names.ts';

type ManifestOptions = Pick<OptionsOf<'verify'>, 'allowRemote' | 'kubernetes' | 'schemas'>;

/**
 * Judges manifests without a map: kustomizations, folders and files.
 *
 * @throws Refusal for a folder of definitions that cannot be read, or has none.
 */
export async function judgeManifests(targets: readonly string[], options: ManifestOptions): Promise<JudgedStack> {
  const { allowRemote, kubernetes, schemas } = options;
  const { objects, findings: unreadable, sources } = await readManifests(targets, { allowRemote });
  const values = objects.map(({ object }) => object);
  const judgeOptions = { kubernetes, definitions: (await findDefinitions(values, schemas))(values) };
  const together = verifyAlternatives(objects, isNamedBy(targets));
  const found = [...objects.flatMap((each) => judgeObject(each, judgeOptions)), ...together.findings];
  // Without the map, its own rules are not known: their waivers are neither right nor wrong.
  const { findings, waived } = applyWaivers(objects, found, ruleNames, (rule) => !isOwnRule(rule));
  return {
    findings: [...unreadable, ...(await emptyTargets(targets, { sources, findings: unreadable })), ...findings],
    waived,
    sources,
    judgedObjects: objects.flatMap((each) => coverageOf(each, judgeOptions)),
    notJudged: unreadableFiles(unreadable),
    clusters: together.inputs.map((input) => ({ title: titleOf(input) ?? targets.join(', '), input })),
  };

  /** Of several alternatives, the kustomizations that each consists of. */
  function titleOf({ objects: those }: StackInput): string | undefined {
    if (together.inputs.length === 1) return undefined;
    return [...new Set(those.flatMap(({ file }) => file ?? []))].join(', ');
  }
}

/** Whether the file of an object is one of the targets, or is the kustomization of a folder that is. */
function isNamedBy(targets: readonly string[]): (located: LocatedObject) => boolean {
  const named = new Set(targets.map((target) => resolve(target)));
  return ({ file, rewritten }) => {
    if (file === undefined) return true;
    return named.has(resolve(file)) || (rewritten === true && named.has(dirname(resolve(file))));
  };
}

/** The files of which something was not read, each once. */
function unreadableFiles(unreadable: readonly Finding[]): NotJudged[] {
  const files = unreadable.filter(({ rule }) => rule === 'unreadable').flatMap(({ file }) => file ?? []);
  return [...new Set(files)].map((file) => ({ subject: file, reason: 'which cannot be read, or not whole' }));
}

/** A finding for each path without an object or an unreadable file: most likely the path is mistaken. */
async function emptyTargets(
  targets: readonly string[],
  { sources, findings }: { sources: readonly ReportedSource[]; findings: readonly Finding[] },
): Promise<Finding[]> {
  const errors = findings.filter(({ severity }) => severity === 'error');
  const files = [...sources.filter(({ objects }) => objects > 0), ...errors].flatMap(({ file }) => file ?? []);
  const namesOf = async (path: string) => [resolve(path), await realpath(path).catch(() => resolve(path))];
  const found = (await Promise.all(files.map(namesOf))).flat();
  const empty = await Promise.all(
    targets.map(async (target) => {
      const names = await namesOf(target);
      return names.some((name) => found.some((file) => isWithin(file, name))) ? [] : [target];
    }),
  );
  return empty.flat().map((file) => ({
    rule: 'nothing-to-judge',
    code: 'nothing-to-judge',
    severity: 'error',
    file,
    problem: 'No object was found here.',
    why: 'With a mistaken path, a report without findings would look like success.',
    remedy: 'Give a file of manifests, a folder that contains some (*.yaml, *.yml or *.json), or a kustomization.',
  }));
}

function isWithin(file: string, folder: string): boolean {
  const path = relative(folder, file);
  return path !== '..' && !path.startsWith(`..${sep}`) && !isAbsolute(path);
}
