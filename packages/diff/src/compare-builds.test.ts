import type { Fields } from '@k8s-blocks/manifest';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareBuilds } from './compare-builds.ts';
import { consequences, data, deployment, from, policy, service } from './objects.test-helper.ts';

it('an object that names no namespace is the one that names default', () => {
  const settings = data('ConfigMap', 'settings', { data: { A: '1' } });
  const before = { ...settings, metadata: { name: 'settings' } };
  const after = { ...settings, metadata: { name: 'settings', namespace: 'default' } };
  expect(compareBuilds([before], [after]).changes.map(({ kind }) => kind)).toEqual(['changed']);
});

describe('an object', () => {
  it('that goes is deleted where what is applied is pruned, and says what is lost with it', () => {
    const [said] = consequences([service('web')], []);
    expect(said).toMatch(/^deletes: Service web in shop \| It is no longer built\. Its name no longer resolves/);
    expect(said).toContain('a plain "kubectl apply --server-side -k" leaves it in the cluster');
  });

  it('that a workload still reads keeps new pods from starting', () => {
    const web = deployment('web', {}, {}, { envFrom: [{ secretRef: { name: 'keys' } }] });
    const [said] = consequences([data('Secret', 'keys', {}), web], [web]);
    expect(said).toContain('Deployment web in shop still reads it: new pods do not start.');
  });

  it.each<[string, Fields, string]>([
    ['another name', { name: 'web-2', namespace: 'shop' }, 'It has another name: ConfigMap web-2 in shop is created'],
    [
      'another namespace',
      { name: 'web', namespace: 'other' },
      'It is in another namespace: ConfigMap web in other is created',
    ],
  ])('with %s is deleted and created', (_, metadata, words) => {
    const before = data('ConfigMap', 'web', { data: { a: '1', b: '2' } });
    const { changes } = compareBuilds([before], [{ ...before, metadata }]);
    expect(changes.map(({ kind }) => kind)).toEqual(['renamed']);
    expect(consequences([before], [{ ...before, metadata }])[0]).toContain(words);
  });

  it('of another content is not the same under another name', () => {
    const [before, after] = [
      data('ConfigMap', 'a', { data: { a: '1' } }),
      data('ConfigMap', 'b', { data: { c: '2', d: '3' } }),
    ];
    expect(compareBuilds([before], [after]).changes.map(({ kind }) => kind)).toEqual(['created', 'deleted']);
  });
});

describe('an apply without --server-side', () => {
  const ports = (...list: Fields[]) => service('dns', { ports: list });
  const [tcp, udp] = [
    { name: 'tcp', port: 53 },
    { name: 'udp', port: 53, protocol: 'UDP' },
  ];

  it('confuses ports of one number and two protocols', () => {
    expect(consequences([ports(tcp)], [ports(tcp, udp)])[0]).toBe(
      'misapplied: Service dns in shop | spec.ports | Port 53 has several protocols, and kubectl apply without --server-side tells ports apart by number alone: it changes another port than is meant, or none, or is refused. Apply with --server-side.',
    );
    const inContainer = [{ containerPort: 53 }, { containerPort: 53, protocol: 'UDP' }];
    const [before, after] = [inContainer.slice(1), inContainer].map((each) =>
      deployment('dns', {}, {}, { ports: each }),
    );
    expect(consequences([before], [after])[0]).toMatch(
      /^misapplied: Deployment dns in shop \| spec\.template\.spec\.containers\[0\]\.ports \| Port 53 /,
    );
  });

  it('does not where these stay as they are, or a number has one protocol', () => {
    const web = { name: 'web', port: 80 };
    for (const [before, after] of [
      [ports(tcp, udp), ports(tcp, udp, web)],
      [ports(tcp), ports({ ...tcp, protocol: 'UDP' })],
    ]) {
      expect(consequences([before], [after]).filter((each) => each.startsWith('misapplied'))).toEqual([]);
    }
  });

  it('is refused for an object of more than 256 KiB, and that says nothing of its values', () => {
    const big = data('Secret', 'big', { stringData: { a: 'xyzzy'.repeat(60_000) } });
    const [first = '', ...others] = consequences([], [big]);
    expect(first).toMatch(/^misapplied: Secret big in shop \| It is too large to be noted in an annotation/);
    expect(first).not.toContain('xyzzy');
    expect(others).toHaveLength(1);
  });
});

describe('two builds', () => {
  const kind = fc.constantFrom('Deployment', 'StatefulSet', 'Service', 'NetworkPolicy', 'Secret', 'Job', 'List');
  const apiVersion = fc.constantFrom('v1', 'apps/v1', 'networking.k8s.io/v1', 'batch/v1');
  const object = fc.record(
    {
      apiVersion,
      kind,
      metadata: fc.record({ name: fc.constantFrom('a', 'b') }, { noNullPrototype: true }),
      spec: fc.jsonValue(),
    },
    { noNullPrototype: true },
  );
  const anything = fc.array(fc.oneof(object, fc.jsonValue()), { maxLength: 6 });

  it('that are the same have no change and no consequence, whatever is in them', () => {
    fc.assert(
      fc.property(anything, (objects) => {
        expect(compareBuilds(objects, structuredClone(objects))).toEqual({
          changes: [],
          consequences: [],
          notes: [],
          compared: 'all',
        });
      }),
    );
  });

  it('can always be compared, and what one way creates the other way deletes', () => {
    const count = (before: unknown[], after: unknown[], kindOf: string) =>
      compareBuilds(before, after).changes.filter((change) => change.kind === kindOf).length;
    fc.assert(
      fc.property(anything, anything, (before, after) => {
        expect(count(before, after, 'created')).toBe(count(after, before, 'deleted'));
      }),
    );
  });

  it('of a thousand services are compared within seconds, not minutes', { timeout: 60_000 }, () => {
    const names = Array.from({ length: 1000 }, (_, index) => `s${index}`);
    const all = names.flatMap((name) => [
      deployment(name),
      service(name),
      policy(name, { policyTypes: ['Ingress'], ...from('s0') }),
    ]);
    const changed = all
      .with(1, service('s0', { selector: { app: 's1' } }))
      .with(2, policy('s0', { policyTypes: ['Ingress'], ...from('s1') }));
    const said = consequences(all, changed);
    expect(said.filter((each) => each.startsWith('opens'))).toEqual([
      'opens: Deployment s0 in shop | From now on it is reached by Deployment s1 in shop, on port 8080/TCP.',
    ]);
  });
});
