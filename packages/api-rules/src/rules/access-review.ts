import { fieldsOf, textOf } from '@k8s-blocks/manifest';
import type { ISubjectAccessReview } from 'kubernetes-models/authorization.k8s.io/v1/SubjectAccessReview';
import type { Loose } from '../kinds.ts';
import { labelKeyViolations, labelValueViolations } from '../selector.ts';
import { type Place, typeRule } from '../type-rule.ts';
import { quote, required, type Violations } from '../violation.ts';

type Review = Loose<ISubjectAccessReview>;
type Attributes = NonNullable<NonNullable<Review['spec']>['resourceAttributes']>;

/**
 * A review of access asks about a resource or about a URL, and about a user or groups; as an object it has no metadata.
 *
 * @example
 * apiVersion: authorization.k8s.io/v1
 * kind: SubjectAccessReview
 * spec: # no user, no groups
 *   resourceAttributes: { verb: get, resource: pods }
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/authorization/#checking-api-access
 */
export const accessReview = typeRule<ISubjectAccessReview>(
  'access-review',
  ['LocalSubjectAccessReview', 'SelfSubjectAccessReview', 'SubjectAccessReview'].map(
    (kind) => `authorization/v1.${kind}`,
  ),
  function* ({ spec = {} }, { object }) {
    const { resourceAttributes: resource, nonResourceAttributes: url, user = '', groups = [] } = spec;
    if ((resource === undefined) === (url === undefined)) {
      const field = url === undefined ? 'spec.resourceAttributes' : 'spec.nonResourceAttributes';
      const problem = url === undefined ? 'It asks about nothing.' : 'It asks about both a resource and a URL.';
      yield { field, problem, remedy: 'Give one of resourceAttributes and nonResourceAttributes.' };
    }
    if (object.kind !== 'SelfSubjectAccessReview' && user === '' && groups.length === 0) {
      yield { field: 'spec.user', problem: 'It has neither a user nor groups.', remedy: 'Give one of the two.' };
    }
    yield* metadataViolations(object, resource?.namespace ?? '', url !== undefined);
    if (resource !== undefined) yield* selectorViolations(resource);
  },
);

function* metadataViolations(object: Place['object'], asked: string, isAboutUrl: boolean): Violations {
  const { namespace, ...others } = fieldsOf(object.metadata);
  const isLocal = object.kind === 'LocalSubjectAccessReview';
  const said = isLocal ? others : fieldsOf(object.metadata);
  if (Object.values(said).some((value) => value !== '' && Object.keys(Object(value)).length > 0)) {
    const problem = `It says ${quote(Object.keys(said))}, and is not stored.`;
    yield { field: 'metadata', problem, remedy: 'Remove metadata.' };
  }
  if (!isLocal) return;
  if (isAboutUrl) {
    const field = 'spec.nonResourceAttributes';
    yield { field, problem: 'A URL is in no namespace.', remedy: 'Use a SubjectAccessReview.' };
  } else if (asked !== (textOf(namespace) ?? 'default')) {
    const problem = `It asks about the namespace ${quote(asked)}, and is in ${quote(namespace ?? 'default')}.`;
    yield { field: 'spec.resourceAttributes.namespace', problem, remedy: 'Name the same namespace in both.' };
  }
}

function* selectorViolations({ fieldSelector, labelSelector }: Attributes): Violations {
  for (const [name, selector] of Object.entries({ fieldSelector, labelSelector })) {
    if (selector === undefined) continue;
    const field = `spec.resourceAttributes.${name}`;
    const { requirements = [], rawSelector = '' } = selector;
    if ((requirements.length === 0) === (rawSelector === '')) {
      const problem = rawSelector === '' ? 'It selects nothing.' : 'It has both requirements and rawSelector.';
      const code = rawSelector === '' ? 'FieldValueRequired' : 'FieldValueInvalid';
      yield { code, field: `${field}.requirements`, problem, remedy: 'Give one of requirements and rawSelector.' };
    }
    for (const [index, { key = '', operator = '', values = [] }] of requirements.entries()) {
      const path = `${field}.requirements[${index}]`;
      if (name === 'labelSelector') {
        yield* labelKeyViolations(`${path}.key`, key);
        for (const [at, value] of values.entries()) yield* labelValueViolations(`${path}.values[${at}]`, value);
      }
      if (operator.endsWith('In') && values.length === 0) yield required(`${path}.values`, 'List the values.');
      if (/^(?:Exists|DoesNotExist)$/.test(operator) && values.length > 0) {
        const problem = `"${operator}" takes no values.`;
        yield { code: 'FieldValueForbidden', field: `${path}.values`, problem, remedy: 'Remove them.' };
      }
    }
  }
}
