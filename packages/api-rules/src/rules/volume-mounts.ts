import { formatNames } from '@k8s-blocks/refusal';
import { descendingPathProblem } from '../formats.ts';
import type { Container, LocatedContainer, Pod } from '../pod.ts';
import { podRule } from '../rule.ts';
import { type FieldViolation, invalid, notSupported, quote, required, type Violations } from '../violation.ts';

type Mount = NonNullable<Container['volumeMounts']>[number];

/**
 * A volume mount of a container names a volume of the pod, and has a path of its own.
 *
 * @example
 * volumes: [{ name: data, emptyDir: {} }]
 * containers:
 *   - name: main
 *     image: example.com/web:1
 *     volumeMounts: [{ name: dat, mountPath: /data }] # no such volume
 *
 * @see https://kubernetes.io/docs/concepts/storage/volumes/#background
 */
export const volumeMounts = podRule('volume-mounts', function* ({ containers, volumes }): Violations {
  for (const located of containers) {
    const paths = new Set<string>();
    for (const [index, mount] of (located.container.volumeMounts ?? []).entries()) {
      const childPath = `${located.path}.volumeMounts[${index}]`;
      const { mountPath = '' } = mount;
      yield* mountViolations(mount, childPath, volumes);
      yield* propagationViolations(mount, childPath, located);
      if (mountPath !== '' && paths.has(mountPath)) {
        const problem = `Something is mounted at ${quote(mountPath)} already.`;
        yield { field: `${childPath}.mountPath`, problem, remedy: 'Mount each volume at its own path.' };
      }
      paths.add(mountPath);
    }
  }
});

function* mountViolations(mount: Mount, path: string, volumes: Pod['volumes']): Violations {
  const { name = '', mountPath = '', subPath = '', subPathExpr = '' } = mount;
  if (name === '') yield required(`${path}.name`, 'Name a volume of the pod.');
  else if (!volumes.has(name)) {
    const problem = `${quote(name)} is not a volume of the pod.`;
    yield {
      code: 'FieldValueNotFound',
      field: `${path}.name`,
      problem,
      remedy: `Its volumes are: ${formatNames(volumes.keys())}.`,
    };
  }
  if (mountPath === '') yield required(`${path}.mountPath`, 'Give the path in the container.');
  const remedy = 'Give a relative path without "..".';
  yield* invalid(`${path}.subPath`, descendingPathProblem(subPath), remedy);
  yield* invalid(`${path}.subPathExpr`, descendingPathProblem(subPathExpr), remedy);
  if (subPath !== '' && subPathExpr !== '') {
    const problem = 'The mount has both subPath and subPathExpr.';
    yield { field: `${path}.subPathExpr`, problem, remedy: 'Keep one of them.' };
  }
}

function* propagationViolations(
  mount: Mount,
  path: string,
  { container }: LocatedContainer,
): Generator<FieldViolation> {
  const { mountPropagation: propagation, recursiveReadOnly: recursive, readOnly } = mount;
  yield* notSupported(`${path}.mountPropagation`, propagation, ['None', 'HostToContainer', 'Bidirectional']);
  yield* notSupported(`${path}.recursiveReadOnly`, recursive, ['Disabled', 'IfPossible', 'Enabled']);
  if (propagation === 'Bidirectional' && container.securityContext?.privileged !== true) {
    const problem = 'Only a privileged container may have "Bidirectional" mounts.';
    yield { code: 'FieldValueForbidden', field: `${path}.mountPropagation`, problem, remedy: 'Use "HostToContainer".' };
  }
  if (recursive !== 'Enabled' && recursive !== 'IfPossible') return;
  const field = `${path}.recursiveReadOnly`;
  if (readOnly !== true) {
    yield {
      code: 'FieldValueForbidden',
      field,
      problem: `"${recursive}" needs a mount that is read-only.`,
      remedy: 'Set readOnly: true.',
    };
  }
  if (propagation !== undefined && propagation !== 'None') {
    const problem = `"${recursive}" excludes the mountPropagation "${propagation}".`;
    yield { code: 'FieldValueForbidden', field, problem, remedy: 'Leave mountPropagation out.' };
  }
}
