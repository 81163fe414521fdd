import type { Fields } from '@k8s-blocks/manifest';
import { runs } from '@k8s-blocks/test-runs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changesReachability } from './changes-reachability.ts';
import { compareBuilds } from './compare-builds.ts';
import { markdownReport } from './report/markdown.ts';
import { textReport } from './report/text.ts';

function object(apiVersion: string, kind: string, fields: Fields = {}, name = 'web'): Fields {
  return { apiVersion, kind, metadata: { name, namespace: 'shop' }, ...fields };
}

function reportOf(before: readonly unknown[], after: readonly unknown[]): string {
  const differences = [{ environment: 'staging', ...compareBuilds(before, after) }];
  return `${textReport(differences)}${markdownReport(differences)}`;
}

const deployment = object('apps/v1', 'Deployment', {
  spec: {
    selector: { matchLabels: { app: 'web' } },
    template: {
      metadata: { labels: { app: 'web' } },
      spec: { containers: [{ name: 'web', image: 'web:1', ports: [{ name: 'http', containerPort: 8080 }] }] },
    },
  },
});

const service = object('v1', 'Service', {
  spec: { selector: { app: 'web' }, ports: [{ port: 80, targetPort: 'http' }] },
});

function policy(spec: unknown): Fields {
  return object('networking.k8s.io/v1', 'NetworkPolicy', { spec });
}

const validPolicy = policy({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] });

const egressTo = (peer: unknown) => policy({ podSelector: {}, policyTypes: ['Egress'], egress: [{ to: [peer] }] });

/** What an API server refuses of a policy, and what is said of it. */
const INVALID: readonly (readonly [what: string, policy: Fields, said: string])[] = [
  ['a CIDR that is too short', egressTo({ ipBlock: { cidr: '1.2.3/8' } }), '"1.2.3/8" is not a valid CIDR'],
  ['a CIDR without length', egressTo({ ipBlock: { cidr: '10.0.0.1' } }), '"10.0.0.1" is not a valid CIDR'],
  ['a CIDR of a large length', egressTo({ ipBlock: { cidr: '10.0.0.0/99' } }), '"10.0.0.0/99" is not a valid CIDR'],
  ['a CIDR with a zone', egressTo({ ipBlock: { cidr: 'fe80::1%eth0/64' } }), 'is not a valid CIDR'],
  ['a CIDR of colons', egressTo({ ipBlock: { cidr: ':::/8' } }), '":::/8" is not a valid CIDR'],
  ['a CIDR of 256', egressTo({ ipBlock: { cidr: '256.1.1.1/8' } }), 'is not a valid CIDR'],
  ['an exception', egressTo({ ipBlock: { cidr: '10.0.0.0/8', except: ['x'] } }), '"x" is not a valid CIDR'],
  ['a number for a CIDR', egressTo({ ipBlock: { cidr: 10 } }), 'is not a valid CIDR'],
  ['a peer without a selector', egressTo({}), 'a peer that is not valid'],
  ['a selector that is text', egressTo({ podSelector: 'x' }), 'a peer that is not valid'],
  [
    'an operator',
    egressTo({ namespaceSelector: { matchExpressions: [{ key: 'a', operator: 'Has' }] } }),
    'a peer that is not valid',
  ],
  ['a protocol', policy({ podSelector: {}, ingress: [{ ports: [{ protocol: 'ICMP' }] }] }), 'a port that is not valid'],
  ['a port', policy({ podSelector: {}, ingress: [{ ports: [{ port: 99_999 }] }] }), 'a port that is not valid'],
  ['rules that are text', policy({ podSelector: {}, ingress: 'all' }), 'spec.ingress is not a list'],
  ['no spec', policy('x'), 'has no valid spec'],
];

describe('a build with a policy that no API server takes', () => {
  it.each(INVALID)('for %s is compared, and who reaches whom is said not to be certain', (_, invalid, said) => {
    const scaled = { ...deployment, spec: { ...(deployment.spec as Fields), replicas: 3 } };
    for (const [before, after, side] of [
      [invalid, validPolicy, 'before'],
      [validPolicy, invalid, 'now'],
    ] as const) {
      const { changes, consequences, notes } = compareBuilds([deployment, before], [scaled, after]);
      expect(changes.map(({ kind }) => kind)).toEqual(['changed', 'changed']);
      expect(consequences.map(({ effect }) => effect)).toContain('scales');
      expect(notes).toEqual([expect.stringContaining(`Who reaches whom ${side} is not certain`)]);
      expect(notes[0]).toContain(`NetworkPolicy web in shop, `);
      expect(notes[0]).toContain(said);
    }
  });

  it('is not said to be uncertain where nothing of who reaches whom changes, nor where all policies are valid', () => {
    const [, invalid = {}] = INVALID[0] ?? [];
    const settings = (value: string) => object('v1', 'ConfigMap', { data: { a: value } });
    expect(compareBuilds([settings('1'), invalid], [settings('2'), invalid]).notes).toEqual([]);
    const open = policy({ podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }] });
    expect(compareBuilds([validPolicy, deployment], [open, deployment]).notes).toEqual([]);
  });
});

describe('two builds of any values', () => {
  const names = fc.constantFrom('web', 'constructor', '__proto__', 'toString', 'hasOwnProperty', 'a\u001b[31m\nb', '');
  const kinds = fc.constantFrom(
    ...['Deployment', 'StatefulSet', 'DaemonSet', 'CronJob', 'Pod', 'Service', 'NetworkPolicy', 'Namespace'],
    ...['ConfigMap', 'Secret', 'List', 'SecretList', 'PersistentVolumeClaim', 'Job', 'constructor', '__proto__'],
  );
  const versions = fc.constantFrom(
    'v1',
    'apps/v1',
    'batch/v1',
    'networking.k8s.io/v1',
    'constructor',
    '__proto__/v1',
    '',
  );
  const anything = fc.anything({
    key: fc.oneof(names, fc.constantFrom('spec', 'data', 'stringData', 'template', 'containers', 'ports', 'items')),
    withBigInt: true,
    withDate: true,
    withMap: true,
    withNullPrototype: true,
    withSet: true,
    withTypedArray: true,
    maxDepth: 3,
  });
  const mutants = fc.constantFrom(deployment, service, validPolicy, ...INVALID.map(([, invalid]) => invalid)).chain(
    // A valid object in which one value, anywhere, is another.
    (valid) =>
      fc.record({ path: fc.array(fc.nat(5), { maxLength: 9 }), value: anything }).map(({ path, value }) => {
        const copy = structuredClone(valid);
        return mutate(copy, path, value);
      }),
  );
  const made = fc
    .record({ apiVersion: versions, kind: kinds, name: names, namespace: names, rest: anything, spec: anything })
    .map(({ apiVersion, kind, name, namespace, rest, spec }) => ({
      ...(typeof rest === 'object' ? rest : {}),
      apiVersion,
      kind,
      metadata: { name, namespace, labels: rest, annotations: rest },
      spec,
    }));
  const builds = fc.array(fc.oneof(mutants, made, anything), { maxLength: 5 });

  it('are always compared and reported', () => {
    fc.assert(
      fc.property(builds, builds, (before, after) => {
        changesReachability(before, after);
        const text = reportOf(before, after);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
        expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
      }),
      { numRuns: runs({ usual: 50, long: 20_000 }) },
    );
  });
});

/** Changes the value at a path, whose steps are positions of the entries of maps and lists. */
function mutate(root: Fields, path: readonly number[], value: unknown): Fields {
  let parent: object = root;
  for (const [depth, position] of path.entries()) {
    const keys = Object.keys(parent);
    const key = keys[position % Math.max(1, keys.length)] ?? 'x';
    const child: unknown = Reflect.get(parent, key);
    if (depth === path.length - 1 || typeof child !== 'object' || child === null) {
      Reflect.set(parent, key, value);
      break;
    }
    parent = child;
  }
  return root;
}

describe('names that JavaScript gives to every object', () => {
  it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf'])('%s is one like any other', (name) => {
    // As a parser makes it: `{ __proto__: … }` in a program would set the prototype.
    const map = (value: unknown): Fields => Object.fromEntries([[name, value]]);
    const before = [
      object('v1', 'ConfigMap', { data: map('old') }, name),
      object('v1', 'Secret', { data: map('b2xkLXZhbHVl') }, 'keys'),
      object('x/v1', name, { spec: map({ a: 1 }) }, name),
      object('apps/v1', 'Deployment', { metadata: { name, namespace: name, annotations: map('old') }, spec: {} }),
    ];
    const after = [
      object('v1', 'ConfigMap', { data: map('new') }, name),
      object('v1', 'Secret', { data: map('bmV3LXZhbHVl') }, 'keys'),
      object('x/v1', name, { spec: map({ a: 2 }) }, name),
      object('apps/v1', 'Deployment', { metadata: { name, namespace: name, annotations: map('new') }, spec: {} }),
    ];
    const { changes } = compareBuilds(before, after);
    expect(changes.map(({ kind }) => kind)).toEqual(['changed', 'changed', 'changed', 'changed']);
    const text = reportOf(before, after);
    expect(text).toContain(`-  ${name}: old\n+  ${name}: new`);
    expect(text).toContain(`-  ${name}: (hidden; the old value)\n+  ${name}: (hidden; the new value)`);
    expect(text).toContain('-    a: 1\n+    a: 2');
    expect(text).toContain(`-    ${name}: old\n+    ${name}: new`);
  });

  it('are reported where a map comes to have one', () => {
    for (const name of ['constructor', '__proto__', 'toString']) {
      const template = (labels: Fields) => ({ spec: { template: { metadata: { labels }, spec: {} } } });
      const before = object('apps/v1', 'Deployment', template({ app: 'web' }));
      const after = object(
        'apps/v1',
        'Deployment',
        template(
          Object.fromEntries([
            ['app', 'web'],
            [name, {}],
          ]),
        ),
      );
      const [rolls] = compareBuilds([before], [after]).consequences;
      expect(rolls?.text).toContain(`spec.template.metadata.labels.${name} differs`);
    }
  });

  it('are keys that running pods read', () => {
    const env = [{ name: 'A', valueFrom: { configMapKeyRef: { name: 'settings', key: '__proto__' } } }];
    const reader = object('apps/v1', 'Deployment', { spec: { template: { spec: { containers: [{ env }] } } } });
    const data = (value: string) =>
      object('v1', 'ConfigMap', { data: Object.fromEntries([['__proto__', value]]) }, 'settings');
    const { consequences } = compareBuilds([reader, data('1')], [reader, data('2')]);
    expect(consequences.map(({ text }) => text)).toEqual([expect.stringContaining('Reads __proto__ of ConfigMap')]);
  });
});

describe('what cannot be compared', () => {
  const settings = (data: unknown) => object('v1', 'ConfigMap', { data }, 'settings');
  const other = object('v1', 'Namespace', {}, 'other');

  function laughs(leaf: string): unknown {
    let value: unknown = [leaf];
    for (let level = 0; level < 40; level += 1) value = Array.from({ length: 10 }, () => value);
    return value;
  }

  function nested(levels: number, leaf: unknown): unknown {
    let value = leaf;
    for (let level = 0; level < levels; level += 1) value = { a: value };
    return value;
  }

  function circular(): Fields {
    const data: Record<string, unknown> = {};
    data.self = data;
    return data;
  }

  it.each([
    ['aliases of aliases', laughs('a'), laughs('b')],
    ['what is in itself', circular(), { a: '1' }],
    ['thousands of levels', nested(50_000, 'a'), nested(50_000, 'b')],
    ['a text of megabytes that is repeated many times', Array(50).fill('a'.repeat(100_000)), {}],
  ])('is noted, and the rest compared: %s', (_, before, after) => {
    const difference = compareBuilds([settings(before)], [settings(after), other]);
    expect(difference.compared).toBe('part');
    expect(difference.notes).toEqual([expect.stringMatching(/^Not compared, .*: ConfigMap settings in shop\.$/)]);
    expect(difference.changes.map(({ kind }) => kind)).toEqual(['created']);
    expect(changesReachability([settings(before)], [settings(after)])).toBe(false);
    expect(textReport([{ environment: 'staging', ...difference }])).toContain('1 created in what could be compared');
  });

  it('of Lists of Lists of the same objects is read once', () => {
    let list: unknown = other;
    for (let level = 0; level < 40; level += 1) list = { kind: 'List', items: Array(10).fill(list) };
    expect(compareBuilds([], [list]).changes.map(({ after }) => after?.title)).toEqual(['Namespace other']);
  });

  it('is an object without a name, if it differs', () => {
    const job = (image: string) => ({ apiVersion: 'batch/v1', kind: 'Job', metadata: { generateName: 'x-' }, image });
    expect(compareBuilds([job('a')], [job('a')])).toMatchObject({ compared: 'all', notes: [] });
    expect(compareBuilds([job('a')], [job('b')])).toMatchObject({
      compared: 'part',
      notes: ['Not compared, since objects are matched by kind and name: 1 value without them.'],
    });
  });

  it('is not a Secret whose data is not a map: that it changes is reported', () => {
    for (const field of ['data', 'stringData']) {
      const of = (value: unknown) => object('v1', 'Secret', { [field]: value });
      expect(compareBuilds([of('a')], [of('b')]).changes.map(({ kind }) => kind)).toEqual(['changed']);
    }
  });
});
