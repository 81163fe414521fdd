import { comment, commentKeys, copyComments } from '@k8s-blocks/comments';
import { quote } from '@k8s-blocks/manifest';
import { Refusal } from '@k8s-blocks/refusal';
import type { ServiceEnvironment } from '@k8s-blocks/topology';
import type { IConfigMap } from 'kubernetes-models/v1/ConfigMap';
import { configMapName } from './configuration.ts';
import { identityLabels } from './identity-labels.ts';

/** The value of an entry. Numbers and booleans are written as text, which is all that a ConfigMap holds. */
export type ConfigMapValue = string | number | boolean;

/** An entry of a ConfigMap with a comment. */
export interface ConfigMapEntry {
  readonly value: ConfigMapValue;
  readonly comment: string;
}

/** A ConfigMap that has a name and data. */
export type ServiceConfigMap = IConfigMap & { metadata: { name: string }; data: Record<string, string> };

/**
 * An entry of a ConfigMap with the comment that is written above it.
 *
 * @param text one line or several, without the `#`.
 */
export function entry(value: ConfigMapValue, text: string): ConfigMapEntry {
  return { value, comment: text };
}

/**
 * The ConfigMap of a service, `<service>-config`: what its containers read through envFrom.
 *
 * @param entries key to value, or to {@link entry} for a value with a comment.
 * @param component the label `app.kubernetes.io/component`. Default: the service's own.
 * @throws Refusal with every entry that is neither text nor a finite number nor a boolean.
 * @see https://kubernetes.io/docs/concepts/configuration/configmap/
 */
export function configMap(
  env: ServiceEnvironment,
  entries: Readonly<Record<string, ConfigMapValue | ConfigMapEntry>>,
  component?: string,
): ServiceConfigMap {
  const name = configMapName(env);
  const values = Object.entries(entries).map(
    ([key, given]) => [key, isCommented(given) ? given.value : given] as const,
  );
  const comments = Object.entries(entries).flatMap(([key, given]) =>
    isCommented(given) ? [[key, given.comment]] : [],
  );
  const invalid = values.filter(([, value]) => !isWritable(value));
  if (invalid.length > 0) throw invalidEntries(name, invalid);
  const data = Object.fromEntries(values.map(([key, value]) => [key, String(value)]));
  return comment(`The configuration of ${env.workload.name} that is not secret, read through envFrom.`, {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, labels: identityLabels(env, component) },
    data: commentKeys(copyComments(entries, data), Object.fromEntries(comments)),
  });
}

function isCommented(given: unknown): given is ConfigMapEntry {
  return typeof given === 'object' && given !== null && 'value' in given;
}

function isWritable(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);
}

function invalidEntries(name: string, invalid: readonly (readonly [key: string, value: unknown])[]): Refusal {
  return new Refusal(
    invalid.map(([key, value]) => ({
      object: `ConfigMap ${name}`,
      field: `data.${key}`,
      problem: `${quote(value)} is not a valid value of a ConfigMap.`,
      remedy: 'Give text, a number, true or false, or leave the entry out.',
    })),
  );
}
