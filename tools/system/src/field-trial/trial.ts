import { judgeObject } from '@k8s-blocks/api-rules';
import type { ControlPlane } from '@k8s-blocks/control-plane';
import { Definitions } from '@k8s-blocks/custom-resources';
import type { Finding, LocatedObject } from '@k8s-blocks/findings';
import { fieldsOf, findKind, formatObject, groupOf, textOf } from '@k8s-blocks/manifest';
import { KNOWN_DISAGREEMENTS, type KnownDisagreement } from './disagreements.ts';
import { installDefinitions, serverVerdict } from './server-verdicts.ts';

/** An object of which rules and server say other things. */
export interface Disagreement {
  readonly file: string;
  readonly title: string;
  readonly kind: string;
  /** `alarm`: refused by the rules alone. `miss`: refused by the server alone. */
  readonly what: 'alarm' | 'miss';
  /** What the one that refuses says. */
  readonly messages: readonly string[];
  readonly known?: KnownDisagreement;
}

/** What a trial found. */
export interface TrialResult {
  /** The objects of which the server has a verdict, and their kinds. */
  readonly judged: number;
  readonly kinds: ReadonlySet<string>;
  /** Those of them that the server refuses. */
  readonly refused: number;
  /** Those of which it has none, by kind. */
  readonly unknown: ReadonlyMap<string, number>;
  readonly disagreements: readonly Disagreement[];
}

/** The share of the objects of which rules and server say the same. */
export function agreementOf({ judged, disagreements }: TrialResult): number {
  return judged === 0 ? 0 : 1 - disagreements.length / judged;
}

/**
 * Compares the verdict of the rules of objects with that of a real API server, object by object.
 *
 * @param definitions those of custom resources that are not among the objects.
 */
export async function runTrial(
  objects: readonly LocatedObject[],
  definitions: readonly unknown[],
  server: ControlPlane,
): Promise<TrialResult> {
  const own = objects.map(({ object }) => object).filter(isDefinition);
  const used = new Set(objects.map(({ object }) => kindOf(object)));
  // Others are passed over, since a definition takes the server a second.
  const needed = definitions.filter((each) => isDefinition(each) && used.has(definedKind(each)));
  await installDefinitions(server, [...needed, ...own]);
  // The version of Kubernetes that the server has.
  const options = { kubernetes: '1.35', definitions: new Definitions([...needed, ...own]) } as const;
  const kinds = new Set<string>();
  const unknown = new Map<string, number>();
  const disagreements: Disagreement[] = [];
  let judged = 0;
  let refused = 0;
  for (const located of objects) {
    const kind = kindOf(located.object);
    const answer = await serverVerdict(server, located.object);
    if (answer.verdict === 'unknown') {
      unknown.set(kind, (unknown.get(kind) ?? 0) + 1);
      continue;
    }
    judged += 1;
    kinds.add(kind);
    const errors = judgeObject(located, options).filter(({ severity }) => severity === 'error');
    if (answer.verdict === 'refused') refused += 1;
    if (answer.verdict === 'refused' && errors.length === 0) {
      disagreements.push(disagreement(located, 'miss', [answer.message]));
    }
    if (answer.verdict === 'accepted' && errors.length > 0) {
      disagreements.push(disagreement(located, 'alarm', errors.map(formatError)));
    }
  }
  return { judged, kinds, refused, unknown, disagreements };
}

function isDefinition(object: unknown): boolean {
  return fieldsOf(object).kind === 'CustomResourceDefinition';
}

function definedKind(definition: unknown): string {
  const { group, names } = fieldsOf(fieldsOf(definition).spec);
  return kindOf({ apiVersion: `${textOf(group)}/v1`, kind: fieldsOf(names).kind });
}

/** `apps Deployment`; of a custom resource too. */
function kindOf(object: unknown): string {
  const { apiVersion, kind } = fieldsOf(object);
  const group = groupOf(apiVersion);
  const own = findKind({ group, kind: textOf(kind) ?? '' }) === undefined ? ' (custom)' : '';
  return `${group === '' ? '' : `${group} `}${textOf(kind) ?? '?'}${own}`;
}

function formatError({ rule, field = '', problem }: Finding): string {
  return `${rule} ${field}: ${problem}`;
}

function disagreement(
  { file = '', object }: LocatedObject,
  what: Disagreement['what'],
  messages: readonly string[],
): Disagreement {
  const kind = kindOf(object);
  const known = KNOWN_DISAGREEMENTS.find((each) => {
    return file.endsWith(each.file) && kind === each.kind && messages.some((message) => message.includes(each.field));
  });
  return {
    file,
    title: formatObject(object, 'object'),
    kind,
    what,
    messages,
    ...(known === undefined ? {} : { known }),
  };
}
