import { dnsLabelProblem, dnsSubdomainProblem, parseQuantity } from '@k8s-blocks/manifest';
import type { Claim } from './pod.ts';
import { selectorViolations } from './selector.ts';
import { invalid, notSupported, quote, required, type Violations } from './violation.ts';

type ClaimSpec = NonNullable<Claim['spec']>;

const ACCESS_MODES = ['ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOncePod'];
const NAME_REMEDY = 'Use lower-case letters, digits, "-" and ".".';

/**
 * What is wrong with what a claim asks for.
 *
 * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#persistentvolumeclaims
 */
export function* claimSpecViolations(spec: ClaimSpec, path: string): Violations {
  yield* accessModeViolations(spec.accessModes ?? [], `${path}.accessModes`);
  yield* selectorViolations(spec.selector, `${path}.selector`);
  for (const field of ['storageClassName', 'volumeAttributesClassName'] as const) {
    const name = spec[field] ?? '';
    if (name !== '') yield* invalid(`${path}.${field}`, dnsSubdomainProblem(name), NAME_REMEDY);
  }
  yield* notSupported(`${path}.volumeMode`, spec.volumeMode, ['Filesystem', 'Block']);
  yield* claimCombinationViolations(spec, path);
}

/** What is wrong with what a claim asks for as a whole, and not with a field alone. */
export function* claimCombinationViolations(spec: ClaimSpec, path: string): Violations {
  yield* accessModeConflicts(spec.accessModes ?? [], `${path}.accessModes`);
  yield* storageViolations(spec.resources?.requests?.storage, `${path}.resources.requests.storage`);
  yield* dataSourceViolations(spec, path);
}

function* accessModeViolations(modes: readonly string[], path: string): Violations {
  if (modes.length === 0) yield required(path, 'List an access mode, such as "ReadWriteOnce".');
  for (const [index, mode] of modes.entries()) yield* notSupported(`${path}[${index}]`, mode, ACCESS_MODES);
}

/** What is wrong with several access modes of a volume or claim. */
export function* accessModeConflicts(modes: readonly string[], path: string): Violations {
  if (modes.includes('ReadWriteOncePod') && modes.some((mode) => mode !== 'ReadWriteOncePod')) {
    const problem = `"ReadWriteOncePod" excludes other modes, and the modes are ${quote(modes)}.`;
    yield { code: 'FieldValueForbidden', field: path, problem, remedy: 'Keep "ReadWriteOncePod" alone, or remove it.' };
  }
}

function* storageViolations(storage: string | number | undefined, field: string): Violations {
  if (storage === undefined) yield required(field, 'Ask for an amount, such as "1Gi".');
  else if ((parseQuantity(storage) ?? 0n) <= 0n) {
    yield { field, problem: `${quote(storage)} is not more than 0.`, remedy: 'Ask for an amount, such as "1Gi".' };
  }
}

function* dataSourceViolations({ dataSource, dataSourceRef }: ClaimSpec, path: string): Violations {
  const namespace = dataSourceRef?.namespace ?? '';
  if (namespace !== '') {
    yield* invalid(`${path}.dataSourceRef.namespace`, dnsLabelProblem(namespace), 'Name a namespace.');
  }
  for (const [field, source] of Object.entries({ dataSource, dataSourceRef })) {
    if (source === undefined) continue;
    const childPath = `${path}.${field}`;
    const { name = '', kind = '', apiGroup = '' } = source;
    if (name === '') yield required(`${childPath}.name`, 'Name the source.');
    if (kind === '') yield required(`${childPath}.kind`, 'Name the kind of the source.');
    if (apiGroup === '' && kind !== 'PersistentVolumeClaim') {
      yield required(`${childPath}.apiGroup`, 'Name the API group of the source.');
    } else if (apiGroup !== '') yield* invalid(`${childPath}.apiGroup`, dnsSubdomainProblem(apiGroup), NAME_REMEDY);
  }
  if (dataSource === undefined || dataSourceRef === undefined) return;
  const differs = (['apiGroup', 'kind', 'name'] as const).some((field) => dataSource[field] !== dataSourceRef[field]);
  if (differs || namespace !== '') {
    const problem = 'dataSource and dataSourceRef name different sources.';
    yield { field: `${path}.dataSource`, problem, remedy: 'Keep dataSourceRef alone.' };
  }
}
