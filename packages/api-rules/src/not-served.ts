/** Why an API server does not serve a kind in an API version, where the group is one of Kubernetes' own. */
import {
  apiVersionsOf,
  apiVersionsOfGroup,
  groupOf,
  type KubernetesVersion,
  kindsNamed,
  servedKinds,
} from '@k8s-blocks/manifest';
import { formatNames, nearest } from '@k8s-blocks/refusal';
import { lifecycleOf, REMOVED_GROUPS } from './api-lifecycle.ts';
import { spanOfKind } from './schema/kind-types.ts';
import { formatAbsence, isIn } from './schema/spans.ts';
import { type FieldViolation, quote } from './violation.ts';

/** What is wrong with an API version and a kind; undefined if a server serves it, or the group is of others. */
export function notServed(apiVersion: string, kind: string, kubernetes: KubernetesVersion): FieldViolation | undefined {
  // A List holds objects of any kind, and is not a resource of a server.
  if (isServed(apiVersion, kind, kubernetes) || (apiVersion === 'v1' && kind === 'List')) return undefined;
  const isKindOfKubernetes = kindsNamed(kind).length > 0 || lifecycleOf(apiVersion, kind) !== undefined;
  if (!isKindOfKubernetes) return isOwnVersion(apiVersion) ? unknownKind(apiVersion, kind, kubernetes) : undefined;
  if (!isForKubernetes(groupOf(apiVersion))) return undefined;
  const problem = `Kubernetes ${kubernetes} does not serve ${apiVersion} ${kind}${because(apiVersion, kind, kubernetes)}.`;
  return wrongVersion(problem, remedyFor(apiVersion, kind, kubernetes));
}

/** Whether a group is for Kubernetes alone: others that have a kind of such a name define it, and their groups are domains. */
function isForKubernetes(group: string): boolean {
  return !group.includes('.') || isOwnGroup(group);
}

function isOwnGroup(group: string): boolean {
  return apiVersionsOfGroup(group).length > 0 || REMOVED_GROUPS.includes(group);
}

/** Whether it is a version of a group of Kubernetes. Files of other programs have an `apiVersion` as well: `builtin`. */
function isOwnVersion(apiVersion: string): boolean {
  const group = groupOf(apiVersion);
  return isOwnGroup(group) && (group !== '' || /^v\d/.test(apiVersion));
}

function isServed(apiVersion: string, kind: string, kubernetes: KubernetesVersion): boolean {
  const span = spanOfKind(apiVersion, kind);
  return span !== undefined && isIn(span, kubernetes);
}

function because(apiVersion: string, kind: string, kubernetes: KubernetesVersion): string {
  const span = spanOfKind(apiVersion, kind);
  if (span !== undefined) return `: ${formatAbsence(span, kubernetes)}`;
  const { removed } = lifecycleOf(apiVersion, kind) ?? {};
  return removed === undefined ? '' : `: it was removed with ${removed}`;
}

function wrongVersion(problem: string, remedy: string): FieldViolation {
  return { code: 'FieldValueNotSupported', field: 'apiVersion', problem, remedy };
}

/** What to write instead: what the table says, or else the API version of the kind that this version of Kubernetes serves. */
function remedyFor(apiVersion: string, kind: string, kubernetes: KubernetesVersion): string {
  const { replacement, since, advice } = lifecycleOf(apiVersion, kind) ?? {};
  if (replacement !== undefined)
    return `Write ${replacement} (since ${since}).${advice === undefined ? '' : ` ${advice}`}`;
  return advice ?? writeServed(apiVersion, kind, kubernetes);
}

/** The API version of a kind of that name that is served, of the same group if there is one. */
function writeServed(apiVersion: string, kind: string, kubernetes: KubernetesVersion): string {
  const served = kindsNamed(kind)
    .flatMap(apiVersionsOf)
    .filter((each) => isServed(each, kind, kubernetes));
  const right = served.find((each) => groupOf(each) === groupOf(apiVersion)) ?? served[0];
  return right === undefined ? 'Leave the object out.' : `Write "${right}".`;
}

/** What is wrong with a name that no kind of Kubernetes has. */
function unknownKind(apiVersion: string, kind: string, kubernetes: KubernetesVersion): FieldViolation {
  const kinds = servedKinds(apiVersion);
  if (kinds === undefined) {
    const versions = apiVersionsOfGroup(groupOf(apiVersion));
    const remedy = versions.length === 0 ? 'Correct the apiVersion.' : `Use one of ${formatNames(versions)}.`;
    return wrongVersion(`Kubernetes ${kubernetes} does not serve ${quote(apiVersion)}.`, remedy);
  }
  const group = groupOf(apiVersion) === '' ? 'the core API' : quote(apiVersion);
  const meant = nearest(kind, kinds);
  const remedy = meant === undefined ? 'Correct the kind or the apiVersion.' : `Write "${meant}".`;
  const problem = `${quote(kind)} is not a kind of ${group}.`;
  return { code: 'FieldValueNotSupported', field: 'kind', problem, remedy };
}
