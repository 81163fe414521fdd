import type { Finding } from '@k8s-blocks/findings';
import { isFields, servedKinds } from '@k8s-blocks/manifest';
import { formatNames } from '@k8s-blocks/refusal';
import type { Reading } from './read-text.ts';

/**
 * Whether what was read of a file that nobody asked for by name shows that it is no file of manifests, but another YAML or JSON: a
 * `package.json`, values, a docker-compose file. Of a file of manifests at least one document says what it is, or tries to. YAML that
 * cannot be read may be a manifest; JSON that cannot is one with comments, most often, as tools have for their settings.
 */
export function isNoManifest({ objects, findings }: Reading, file: string): boolean {
  if (objects.length === 0) return findings.length > 0 && file.endsWith('.json');
  return findings.length === 0 && !objects.some(({ object }) => isLikeManifest(object));
}

/**
 * Whether it has an apiVersion and a kind, or one of them beside metadata. The settings of tools (kind, skaffold, kubeadm, kubectl) have
 * both and no metadata, as no object of an API server has.
 */
function isLikeManifest(object: unknown): boolean {
  if (!isFields(object)) return false;
  const { apiVersion, kind, metadata } = object;
  if (apiVersion === 'v1' && kind === 'Config') return false;
  if (isFields(metadata) || Object.hasOwn(object, 'spec')) return isText(apiVersion) || isText(kind);
  return isText(apiVersion) && isText(kind) && servedKinds(apiVersion) !== undefined;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

/** The note about the files and charts that are passed over: one, however many there are. */
export function passedOver(files: readonly string[], charts: readonly string[]): Finding[] {
  return [
    ...noteOf(
      files,
      'no manifest of Kubernetes, and is passed over: it has not apiVersion, kind and metadata.',
      'Nothing, if that is right. A file that is named itself is always judged.',
    ),
    ...noteOf(
      charts,
      'a Helm chart, and is passed over: it holds templates, not manifests.',
      'Judge what Helm makes of it: helm template <chart> --output-dir <folder>, then verify that folder.',
    ),
  ];
}

function noteOf([first, ...others]: readonly string[], problem: string, remedy: string): Finding[] {
  if (first === undefined) return [];
  const more = others.length === 0 ? '' : ` So are ${others.length} more: ${formatNames(others)}.`;
  return [
    {
      rule: 'passed-over',
      code: 'passed-over',
      severity: 'notice',
      file: first,
      problem: `This is ${problem}${more}`,
      why: 'What is passed over is not judged.',
      remedy,
    },
  ];
}
