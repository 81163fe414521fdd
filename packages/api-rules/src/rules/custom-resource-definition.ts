import type { ICustomResourceDefinition } from 'kubernetes-models/apiextensions.k8s.io/v1/CustomResourceDefinition';
import { definedNameViolations } from '../api-names.ts';
import type { Loose, Metadata } from '../kinds.ts';
import { typeRule } from '../type-rule.ts';
import { type FieldViolation, quote, type Violations } from '../violation.ts';
import { reviewVersionViolations, webhookClientViolations } from '../webhook-client.ts';

type Definition = Loose<ICustomResourceDefinition>;
type Spec = NonNullable<Definition['spec']>;

/**
 * A CustomResourceDefinition is named after its plural and its group, which has a dot; exactly one of its versions is stored;
 * a conversion by a webhook says how to reach it.
 *
 * @example
 * apiVersion: apiextensions.k8s.io/v1
 * kind: CustomResourceDefinition
 * metadata: { name: database.example.com } # databases.example.com
 * spec:
 *   group: example.com
 *   names: { plural: databases, kind: Database }
 *
 * @see https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/
 */
export const customResourceDefinition = typeRule<Definition>(
  'custom-resource-definition',
  'apiextensions/v1.CustomResourceDefinition',
  function* ({ metadata = {}, spec = {} }) {
    yield* nameViolations(metadata, spec);
    yield* groupViolations(spec.group ?? '', metadata.annotations ?? {});
    yield* kindViolations(spec.names ?? {});
    yield* versionViolations(spec.versions ?? []);
    if (spec.preserveUnknownFields === true) {
      const remedy = 'Set x-kubernetes-preserve-unknown-fields in the schemas instead.';
      yield { field: 'spec.preserveUnknownFields', problem: 'It may not be true in new definitions.', remedy };
    }
    if (spec.conversion !== undefined) yield* conversionViolations(spec.conversion);
  },
);

function* nameViolations({ name = '', generateName = '' }: Metadata, { names, group = '' }: Spec): Violations {
  yield* definedNameViolations({ name, generateName }, `${names?.plural ?? ''}.${group}`, 'plural and group');
}

const APPROVAL = 'api-approved.kubernetes.io';

function* groupViolations(group: string, annotations: Readonly<Record<string, string | undefined>>): Violations {
  if (group === '') return;
  if (!group.includes('.')) {
    const problem = `${quote(group)} has no dot.`;
    yield { field: 'spec.group', problem, remedy: 'Use a domain that is yours, such as "example.com".' };
  }
  const approval = annotations[APPROVAL] ?? '';
  if (!/(?:^|\.)(?:k8s|kubernetes)\.io$/.test(group) || approval.startsWith('unapproved')) return;
  if (/^[A-Za-z][A-Za-z0-9+.-]*:\/\/[^/]/.test(approval)) return;
  const problem = `The group ${quote(group)} belongs to Kubernetes, and ${APPROVAL} says no URL.`;
  const code = approval === '' ? 'FieldValueRequired' : 'FieldValueInvalid';
  const remedy = 'Give the URL of its approval, or "unapproved" and a reason; or use another group.';
  yield { code, field: `metadata.annotations["${APPROVAL}"]`, problem, remedy };
}

function* kindViolations({ kind = '', listKind = '' }: NonNullable<Spec['names']>): Violations {
  if (kind === '' || kind !== listKind) return;
  const problem = `${quote(kind)} is the name of both a resource and a list of them.`;
  yield { field: 'spec.names.listKind', problem, remedy: `Leave it out, or use "${kind}List".` };
}

function* versionViolations(versions: NonNullable<Spec['versions']>): Generator<FieldViolation> {
  const stored = versions.filter(({ storage }) => storage === true);
  if (versions.length === 0 || stored.length === 1) return;
  const names = quote(stored.map(({ name }) => name));
  const problem = stored.length === 0 ? 'No version is stored.' : `The versions ${names} are stored.`;
  yield { field: 'spec.versions', problem, remedy: 'Set "storage: true" in one version, and false in the others.' };
}

const CLIENT = 'spec.conversion.webhook.clientConfig';

function* conversionViolations({ strategy, webhook = {} }: NonNullable<Spec['conversion']>): Violations {
  const { clientConfig, conversionReviewVersions = [] } = webhook;
  if (strategy === 'Webhook') {
    const field = 'spec.conversion.webhook.conversionReviewVersions';
    if (clientConfig === undefined) {
      const problem = 'The strategy is "Webhook", and nothing says how to reach it.';
      yield { code: 'FieldValueRequired', field: CLIENT, problem, remedy: 'Name its Service.' };
    } else yield* webhookClientViolations(clientConfig, CLIENT);
    yield* reviewVersionViolations(conversionReviewVersions, field);
  } else if (clientConfig !== undefined || conversionReviewVersions.length > 0) {
    const problem = `The strategy is ${quote(strategy)}, and there is a webhook.`;
    const remedy = 'Remove the webhook, or use the strategy "Webhook".';
    yield { code: 'FieldValueForbidden', field: 'spec.conversion.webhook', problem, remedy };
  }
}
