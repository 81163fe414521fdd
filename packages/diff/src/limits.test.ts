import type { Fields } from '@k8s-blocks/manifest';
import { describe, expect, it } from 'vitest';
import { changesReachability } from './changes-reachability.ts';
import { compareBuilds } from './compare-builds.ts';
import { MAX_COMMENT_LENGTH, markdownReport } from './report/markdown.ts';
import { textReport } from './report/text.ts';

/** Milliseconds for inputs of up to a megabyte for which a search without limits takes minutes, or more memory than there is. */
const LIMIT = 30_000;

function object(kind: string, name: string, fields: Fields): Fields {
  return { apiVersion: 'v1', kind, metadata: { name, namespace: 'shop' }, ...fields };
}

const settings = (text: string) => object('ConfigMap', 'settings', { data: { text } });

const deployment = (name: string, container: Fields = {}): Fields => ({
  ...object('Deployment', name, {
    spec: {
      selector: { matchLabels: { app: name } },
      template: { metadata: { labels: { app: name, team: 'x' } }, spec: { containers: [{ name, ...container }] } },
    },
  }),
  apiVersion: 'apps/v1',
});

const policy = (spec: Fields): Fields => ({
  ...object('NetworkPolicy', 'web', { spec: { podSelector: {}, ...spec } }),
  apiVersion: 'networking.k8s.io/v1',
});

/** Numbers from 0 on. */
function each<T>(count: number, of: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => of(index));
}

function report(before: readonly unknown[], after: readonly unknown[]) {
  changesReachability(before, after);
  const difference = compareBuilds(before, after);
  const differences = [{ environment: 'staging', ...difference }];
  return { ...difference, text: textReport(differences), markdown: markdownReport(differences) };
}

describe('a long text', { timeout: LIMIT }, () => {
  const TEXTS = [
    '\n',
    ' \n',
    '\t\n',
    '\r\n',
    '\r',
    ' ',
    '`',
    '` ',
    '"\\',
    '-',
    ':',
    '::',
    '##[',
    '\u2028',
    '\ud800',
    '@',
  ];

  it.each(TEXTS)('of %j in a value is shown, and in names and keys', (part) => {
    const text = part.repeat(100_000 / part.length);
    expect(report([settings('old')], [settings(`${text}x`)]).text).toContain('changed ConfigMap settings in shop');
    expect(report([settings('old')], [object('ConfigMap', `${text}x`, {})]).text).toContain('created ConfigMap ');
    const keys = object('ConfigMap', 'settings', { data: { [`${text}x`]: '' } });
    expect(report([settings('old')], [keys]).markdown.length).toBeLessThanOrEqual(MAX_COMMENT_LENGTH);
    const spec = { image: text, resources: { limits: { cpu: text } } };
    expect(report([deployment('web')], [deployment('web', spec)]).changes).toHaveLength(1);
  });

  it('of lines in reverse is shown as all of them going and coming', () => {
    const lines = each(8000, (index) => `line ${index}`);
    const { text } = report([settings(lines.join('\n'))], [settings(lines.toReversed().join('\n'))]);
    expect(text).toContain('-    line 0\n');
    expect(text).toContain('+    line 7999\n');
    expect(text.match(/^-/gm)).toHaveLength(8000);
    expect(text.match(/^\+/gm)).toHaveLength(8000);
  });

  it('on one line is cut, and says how much is not shown', () => {
    const { text } = report([settings('a'.repeat(1_000_000))], [settings('b'.repeat(1_000_000))]);
    expect(text).toContain('… 990009 more characters, which are not shown\n');
    expect(text.length).toBeLessThan(30_000);
  });

  it('of lines is cut, and says how many are not shown, and how to see them', () => {
    const { text } = report([settings('')], [settings('line\n'.repeat(200_000))]);
    expect(text).toMatch(/… \d+ more lines, which are not shown\. Build both sides and compare them to see all\./);
  });

  it('of fields, each of which differs, is one that differs as a whole', () => {
    const wide = (value: number) =>
      object('Pod', 'web', { spec: Object.fromEntries(each(10_000, (index) => [`field${index}`, value])) });
    const { consequences } = report([wide(1)], [wide(2)]);
    expect(consequences.map(({ effect, field }) => [effect, field])).toEqual([['refused', 'spec']]);
  });

  it('of fields below one long key has no path of each', () => {
    const wide = (value: number) =>
      object('Pod', 'web', {
        spec: { ['k'.repeat(500_000)]: Object.fromEntries(each(900, (index) => [`f${index}`, value])) },
      });
    const consequences = report([wide(1)], [wide(2)]).consequences.filter(({ effect }) => effect === 'refused');
    expect(consequences).toHaveLength(900);
    expect(consequences[0]?.field).toBe(`spec["${'k'.repeat(317)}… (500000 characters)"].f0`);
  });
});

describe('many objects', { timeout: LIMIT }, () => {
  it('that all have another name are created and deleted', () => {
    const named = (prefix: string) => each(20_000, (index) => ({ kind: 'A', metadata: { name: `${prefix}${index}` } }));
    expect(compareBuilds(named('a'), named('b')).changes).toHaveLength(40_000);
  });

  it('that are large and alike are paired by what they have in common', () => {
    const maps = (prefix: string) =>
      each(50, (index) =>
        object('ConfigMap', `${prefix}${index}`, {
          data: Object.fromEntries(each(500, (key) => [`key${key}`, `${index} ${key}`])),
        }),
      );
    const { changes } = report(maps('a'), maps('b'));
    expect(changes.every(({ kind }) => kind === 'renamed')).toBe(true);
    expect(changes.every(({ before, after }) => before?.name.slice(1) === after?.name.slice(1))).toBe(true);
  });

  it('that read a ConfigMap each are found for each', () => {
    const readers = each(2000, (index) =>
      deployment(`web${index}`, { envFrom: [{ configMapRef: { name: `map${index}` } }] }),
    );
    const maps = (value: string) => each(2000, (index) => object('ConfigMap', `map${index}`, { data: { value } }));
    const { consequences } = compareBuilds([...maps('a'), ...readers], [...maps('b'), ...readers]);
    expect(consequences.filter(({ effect }) => effect === 'stale')).toHaveLength(2000);
    const deleted = compareBuilds([...maps('a'), ...readers], readers).consequences;
    expect(deleted.every(({ text }) => text.includes('still reads it'))).toBe(true);
  });

  it('that select the same pods lead elsewhere together', () => {
    const pods = each(1000, (index) => deployment(`web${index}`));
    const services = each(3000, (index) =>
      object('Service', `web${index}`, { spec: { selector: { team: 'x' }, ports: [{ port: index + 1 }] } }),
    );
    const { consequences } = compareBuilds([...pods, ...services], [...pods.slice(1), ...services]);
    expect(consequences.filter(({ effect }) => effect === 'cuts')).toHaveLength(3000);
  });
});

describe('who reaches whom', { timeout: LIMIT }, () => {
  it('of addresses times ports without end is noted not to be compared', () => {
    const to = each(10_000, (index) => ({ ipBlock: { cidr: `10.${index >> 8}.${index & 255}.1/32` } }));
    const ports = each(10_000, (index) => ({ port: index + 1 }));
    const open = policy({ policyTypes: ['Egress'], egress: [{ to, ports }] });
    const { notes } = compareBuilds([deployment('web'), policy({})], [deployment('web'), open]);
    expect(notes).toEqual(['Who reaches whom is not compared: there are too many workloads, ports and addresses.']);
  });

  it('of thousands of ports of one workload is one sentence', () => {
    const web = deployment('web', { ports: each(20_000, (index) => ({ containerPort: index + 1 })) });
    const from = [{ podSelector: { matchLabels: { app: 'shop' } } }];
    const { consequences } = compareBuilds(
      [web, deployment('shop'), policy({})],
      [web, deployment('shop'), policy({ ingress: [{ from }] })],
    );
    expect(consequences.map(({ text }) => text)).toEqual([
      expect.stringMatching(/^From now on it is reached by Deployment shop in shop, on ports 1\/TCP, .* others\.$/),
    ]);
  });

  it('is cut where hundreds of thousands of connections open, and says so', () => {
    const pods = each(700, (index) => deployment(`web${index}`, { ports: [{ containerPort: 80 }] }));
    const from = [{ podSelector: { matchLabels: { team: 'x' } } }];
    const { notes } = compareBuilds([...pods, policy({})], [...pods, policy({ ingress: [{ from }] })]);
    expect(notes).toEqual(['More than 300000 connections are opened; the others are not listed.']);
  });
});
