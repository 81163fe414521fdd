import type { Definition, Judgement } from '@k8s-blocks/custom-resources';
import { formatNames } from '@k8s-blocks/refusal';
import { quote, type Violations } from '../violation.ts';

/**
 * A custom resource whose CustomResourceDefinition is at hand fits the schema of a version that is served: its fields exist, and
 * their values are of the right types, forms and sizes. The definition is one of the given manifests, or in the folder of `--schemas`.
 *
 * @example
 * apiVersion: gateway.networking.k8s.io/v1
 * kind: HTTPRoute
 * spec:
 *   hostnames: [Shop.example.com] # upper case: the schema has a pattern
 *   rule: [] # no such field: rules
 *
 * @see https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/
 */
export function* customResourceFieldViolations(judgement: Judgement): Violations {
  yield* judgement.fields;
}

/** What is wrong with the version of a custom resource: that it is not served, or deprecated. */
export function* customResourceVersionViolations(apiVersion: string, definition: Definition): Violations {
  const written = apiVersion.slice(apiVersion.indexOf('/') + 1);
  const version = definition.served(written);
  const { group, kind, name } = definition;
  const served = definition.versions.filter(({ isServed }) => isServed);
  if (version === undefined) {
    const names = served.map((each) => `${group}/${each.name}`);
    const problem = `The CustomResourceDefinition ${name} does not serve ${kind} in ${quote(apiVersion)}.`;
    const remedy = names.length === 0 ? 'It serves no version.' : `Write ${formatNames(names)}.`;
    yield { code: 'FieldValueNotSupported', field: 'apiVersion', problem, remedy };
  } else if (version.isDeprecated) {
    const newer = served.find(({ isDeprecated }) => !isDeprecated);
    const problem = version.deprecationWarning ?? `${kind} in ${quote(apiVersion)} is deprecated.`;
    const remedy = newer === undefined ? 'Ask its project what replaces it.' : `Write "${group}/${newer.name}".`;
    yield { severity: 'warning', field: 'apiVersion', problem, remedy };
  }
}
