import { describe, expect, it } from 'vitest';
import { fieldManagers } from './field-managers.ts';

const entry = (manager: string, fieldsV1: unknown) => ({ manager, operation: 'Update', fieldsV1 });
const POD = {
  metadata: {
    managedFields: [
      entry('k8s-blocks', {
        'f:metadata': { 'f:labels': { 'f:app': {} }, 'f:finalizers': { 'v:"a/b"': {} } },
        'f:spec': {
          'f:containers': {
            'k:{"name":"web"}': {
              '.': {},
              'f:image': {},
              'f:ports': { 'k:{"containerPort":53,"protocol":"UDP"}': { '.': {}, 'f:name': {} } },
            },
          },
          'f:selector': {},
        },
      }),
      entry('kubectl-edit', {
        'f:spec': { 'f:containers': { 'k:{"name":"web"}': { 'f:image': {} } }, 'f:replicas': {} },
      }),
      entry('broken', { 'f:spec': { 'f:containers': { 'k:{"name"': { 'f:image': {} } } } }),
      entry('without fields', undefined),
    ],
    finalizers: ['other', 'a/b'],
  },
  spec: {
    containers: [
      { name: 'proxy', image: 'proxy:1' },
      { name: 'web', image: 'web:1', ports: [{ containerPort: 53, protocol: 'UDP', name: 'dns' }] },
    ],
    selector: { app: 'web' },
  },
};

describe('the managers of a field', () => {
  it.each([
    ['a field', ['spec', 'replicas'], ['kubectl-edit']],
    ['a field of two', ['spec', 'containers', 1, 'image'], ['k8s-blocks', 'kubectl-edit']],
    ['a list item by several keys', ['spec', 'containers', 1, 'ports', 0, 'name'], ['k8s-blocks']],
    ['a list item by its value', ['metadata', 'finalizers', 1], ['k8s-blocks']],
    ['a field of what is set as a whole', ['spec', 'selector', 'app'], ['k8s-blocks']],
    ['a list, of whose items they have set fields', ['spec', 'containers'], ['k8s-blocks', 'kubectl-edit', 'broken']],
    ['a field of another list item', ['spec', 'containers', 0, 'image'], []],
    ['a field that was removed', ['metadata', 'labels', 'tier'], []],
    ['a name of JavaScript', ['metadata', 'constructor'], []],
  ] as const)('are found of %s', (_, path, managers) => {
    expect(fieldManagers(POD, path)).toEqual(managers);
  });

  it('are none where the server records nothing', () => {
    expect(fieldManagers({ metadata: {} }, ['spec'])).toEqual([]);
  });
});
