import { namedObject } from '@k8s-blocks/kustomize';
import { type Fields, fieldsOf, isFields, isSecret, listOf, mapFields } from '@k8s-blocks/manifest';

/** A manifest as an app can say it, and what was left out of it. */
export interface PlainManifest {
  readonly object: Fields;
  /** What is other than it was, as a clause: `status is left out`. */
  readonly changes: readonly string[];
}

/** The value of a Secret that may be committed. */
const PLACEHOLDER = /^REPLACE_WITH_[A-Z0-9_]+$/;

/** Where `kubectl apply` keeps a copy of the whole object. */
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/**
 * A manifest without what says nothing (null, empty annotations, status), in the namespace that it is applied to, and with
 * placeholders for the values of Secrets: what is imported is committed.
 *
 * @param namespace the namespace of objects that name none.
 */
export function plainManifest(manifest: Fields, namespace: string): PlainManifest {
  const { status, ...object } = manifest;
  const changes: string[] = status === undefined ? [] : ['status is left out: the cluster writes it'];
  const named = withNamespace(withoutNothing(object), namespace);
  if (named !== undefined) changes.push(`the namespace "${namespace}" is written, since it names none`);
  const bound = withNamespaceOfSubjects(named ?? withoutNothing(object));
  if (bound !== undefined) changes.push('the namespace of its subjects is written, which is its own');
  const plain = bound ?? named ?? withoutNothing(object);
  if (!isSecret(plain)) return { object: withoutCopy(plain), changes };
  return { object: placeholders(withoutCopy(plain)), changes };
}

/** The same in the namespace; undefined if it is in one already, or of the whole cluster. */
function withNamespace(object: Fields, namespace: string): Fields | undefined {
  const { apiVersion, kind, metadata } = object;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string' || !isFields(metadata)) return undefined;
  const { name, namespace: own } = metadata;
  if (typeof name !== 'string' || (typeof own === 'string' && own !== '')) return undefined;
  const written = { apiVersion, kind, metadata: { name } };
  const isInNamespace = namedObject(written, { namespace, namePrefix: '', nameSuffix: '' }).namespace !== undefined;
  return isInNamespace ? { ...object, metadata: { ...metadata, namespace } } : undefined;
}

/**
 * A RoleBinding whose ServiceAccounts say their namespace, which is its own where they say none: Kustomize writes it. Undefined
 * where all say it, and for any other object.
 */
function withNamespaceOfSubjects(object: Fields): Fields | undefined {
  const { kind, metadata, subjects } = object;
  const namespace = fieldsOf(metadata).namespace;
  if (kind !== 'RoleBinding' || typeof namespace !== 'string') return undefined;
  const isWithout = (subject: unknown) =>
    isFields(subject) && subject.kind === 'ServiceAccount' && (subject.namespace ?? '') === '';
  if (!listOf(subjects).some(isWithout)) return undefined;
  return {
    ...object,
    subjects: listOf(subjects).map((subject) => (isWithout(subject) ? { ...fieldsOf(subject), namespace } : subject)),
  };
}

/** The object without null, which an API server reads as absent, and without empty annotations. */
function withoutNothing(object: Fields): Fields {
  const plain = withoutNull(object);
  if (!isFields(plain) || !isFields(plain.metadata)) return object;
  const { annotations, ...metadata } = plain.metadata;
  const isEmpty = isFields(annotations) && Object.keys(annotations).length === 0;
  return isEmpty ? { ...plain, metadata } : plain;
}

function withoutNull(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((entry) => entry !== null && entry !== undefined).map(withoutNull);
  if (!isFields(value)) return value;
  const entries = Object.entries(value).filter(([, each]) => each !== null && each !== undefined);
  return Object.fromEntries(entries.map(([key, each]) => [key, withoutNull(each)]));
}

function withoutCopy(object: Fields): Fields {
  const { metadata } = object;
  if (!isFields(metadata) || !isFields(metadata.annotations) || !(LAST_APPLIED in metadata.annotations)) return object;
  const { [LAST_APPLIED]: _, ...annotations } = metadata.annotations;
  const { annotations: __, ...others } = metadata;
  const rest = Object.keys(annotations).length === 0 ? others : { ...others, annotations };
  return { ...object, metadata: rest };
}

/** A Secret with its names and keys, and placeholders for values that are not such already. */
function placeholders({ data, stringData, ...secret }: Fields): Fields {
  const decoded = isFields(data) ? mapFields(data, (key, value) => placeholderOf(key, decodedText(value))) : {};
  const written = isFields(stringData) ? mapFields(stringData, placeholderOf) : {};
  const all = { ...decoded, ...written };
  return Object.keys(all).length === 0 ? secret : { ...secret, stringData: all };
}

/** The placeholder of a key: the value itself where that is one. */
function placeholderOf(key: string, value: unknown): string {
  if (typeof value === 'string' && PLACEHOLDER.test(value)) return value;
  const name = key
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '_')
    .replace(/^_|_$/g, '');
  return `REPLACE_WITH_${name === '' ? 'REAL_VALUE' : name}`;
}

function decodedText(value: unknown): unknown {
  return typeof value === 'string' ? Buffer.from(value, 'base64').toString('utf8') : value;
}
