import { formatNames } from '@k8s-blocks/refusal';
import { descendingPathProblem } from '../formats.ts';
import type { Container, PlacedContainer, Pod } from '../pod.ts';
import { podRule } from '../rule.ts';
import { type FieldViolation, formed, missing, oneOf, quote, type Violations } from '../violation.ts';

type Mount = NonNullable<Container['volumeMounts']>[number];

/**
 * What a container mounts is a volume of the pod, each at a path of its own.
 * See https://kubernetes.io/docs/concepts/storage/volumes/#background.
 */
export const volumeMounts = podRule('volume-mounts', function* ({ containers, volumes }): Violations {
  for (const placed of containers) {
    const paths = new Set<string>();
    for (const [index, mount] of (placed.container.volumeMounts ?? []).entries()) {
      const place = `${placed.path}.volumeMounts[${index}]`;
      const { mountPath = '' } = mount;
      yield* mountViolations(mount, place, volumes);
      yield* propagationViolations(mount, place, placed);
      if (mountPath !== '' && paths.has(mountPath)) {
        const problem = `Something is mounted at ${quote(mountPath)} already.`;
        yield { field: `${place}.mountPath`, problem, remedy: 'Mount each volume at its own path.' };
      }
      paths.add(mountPath);
    }
  }
});

function* mountViolations(mount: Mount, path: string, volumes: Pod['volumes']): Violations {
  const { name = '', mountPath = '', subPath = '', subPathExpr = '' } = mount;
  if (name === '') yield missing(`${path}.name`, 'Name a volume of the pod.');
  else if (!volumes.has(name)) {
    const problem = `${quote(name)} is no volume of the pod.`;
    yield { field: `${path}.name`, problem, remedy: `Its volumes are: ${formatNames(volumes.keys())}.` };
  }
  if (mountPath === '') yield missing(`${path}.mountPath`, 'Give the path in the container.');
  const remedy = 'Give a relative path without "..".';
  yield* formed(`${path}.subPath`, descendingPathProblem(subPath), remedy);
  yield* formed(`${path}.subPathExpr`, descendingPathProblem(subPathExpr), remedy);
  if (subPath !== '' && subPathExpr !== '') {
    const problem = 'The mount has both subPath and subPathExpr.';
    yield { field: `${path}.subPathExpr`, problem, remedy: 'Keep one of them.' };
  }
}

function* propagationViolations(mount: Mount, path: string, { container }: PlacedContainer): Generator<FieldViolation> {
  const { mountPropagation: propagation, recursiveReadOnly: recursive, readOnly } = mount;
  yield* oneOf(`${path}.mountPropagation`, propagation, ['None', 'HostToContainer', 'Bidirectional']);
  yield* oneOf(`${path}.recursiveReadOnly`, recursive, ['Disabled', 'IfPossible', 'Enabled']);
  if (propagation === 'Bidirectional' && container.securityContext?.privileged !== true) {
    const problem = 'Only a privileged container may have "Bidirectional" mounts.';
    yield { field: `${path}.mountPropagation`, problem, remedy: 'Use "HostToContainer".' };
  }
  if (recursive !== 'Enabled' && recursive !== 'IfPossible') return;
  const field = `${path}.recursiveReadOnly`;
  if (readOnly !== true) {
    yield { field, problem: `"${recursive}" needs a mount that is read-only.`, remedy: 'Set readOnly: true.' };
  }
  if (propagation !== undefined && propagation !== 'None') {
    const problem = `"${recursive}" excludes the mountPropagation "${propagation}".`;
    yield { field, problem, remedy: 'Leave mountPropagation out.' };
  }
}
