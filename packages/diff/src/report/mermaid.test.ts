import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareBuilds } from '../compare-builds.ts';
import type { ChangedConnection, Consequence } from '../consequence.ts';
import { markdownReport } from './markdown.ts';
import { mermaidPicture } from './mermaid.ts';

const labels = (name: string) => ({ app: name });

function deployment(name: string, namespace: string) {
  const pod = {
    metadata: { labels: labels(name) },
    spec: { containers: [{ name, image: name, ports: [{ containerPort: 8080 }] }] },
  };
  const spec = { selector: { matchLabels: labels(name) }, template: pod };
  return { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name, namespace }, spec };
}

/** Lets in one caller of the same namespace, and nobody else. */
function policy(name: string, namespace: string, caller: string) {
  const ingress = [{ from: [{ podSelector: { matchLabels: labels(caller) } }], ports: [{ port: 8080 }] }];
  const spec = { podSelector: { matchLabels: labels(name) }, policyTypes: ['Ingress'], ingress };
  return { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name, namespace }, spec };
}

const services = ['ledger', 'orders', 'search'].map((name) => deployment(name, 'shop'));
const before = [...services, policy('ledger', 'shop', 'orders')];
const after = [...services, policy('ledger', 'shop', 'search')];

/** What a picture consists of, read by the grammar of flowcharts as far as pictures use it. */
function read(picture: string) {
  const lines = picture.split('\n');
  const nodes = lines.flatMap((line) =>
    [...(/^ +(n\d+)(?:\["|\(\[")([^"\n]*)(?:"\]|"\]\))$/.exec(line) ?? [])].slice(1, 3).join('='),
  );
  const arrows = lines.flatMap(
    (line) => /^ {2}(n\d+) (-->|-\.->)\|"([^"]*)"\| (n\d+)$/.exec(line)?.slice(1).join(' ') ?? [],
  );
  const others = lines.filter(
    (line) => !/^ +n\d+(?:\["[^"]*"\]|\(\["[^"]*"\]\)| (-->|-\.->)\|"[^"]*"\| n\d+)$/.test(line),
  );
  return { nodes: nodes.filter((node) => node !== ''), arrows, others };
}

const opening = (connections: readonly ChangedConnection[]): Consequence => {
  return { effect: 'opens', object: 'x', text: 'x', connections };
};

describe('the picture of a pull request', () => {
  it('shows the connections that open and close alone, by words, dashes and colours', () => {
    const picture = mermaidPicture(compareBuilds(before, after).consequences) ?? '';
    expect(read(picture)).toEqual({
      nodes: ['n0=Deployment orders', 'n1=Deployment ledger', 'n2=Deployment search'],
      arrows: ['n0 -.-> closes 8080/TCP n1', 'n2 --> opens 8080/TCP n1'],
      others: [
        '```mermaid',
        'flowchart LR',
        '  subgraph s0["shop"]',
        '  end',
        '  linkStyle 1 stroke:#2da44e,stroke-width:2px',
        '  linkStyle 0 stroke:#e5534b,stroke-width:2px',
        '```',
      ],
    });
  });

  it('is in the Markdown of an environment whose connections change, and in no other', () => {
    const changed = { environment: 'staging', ...compareBuilds(before, after) };
    const scaled = before.map((object) =>
      object.metadata.name === 'search' ? { ...object, metadata: { ...object.metadata, labels: { a: 'b' } } } : object,
    );
    const other = { environment: 'production', ...compareBuilds(before, scaled) };
    const report = markdownReport([changed, other]);
    expect(report.match(/```mermaid/g)).toHaveLength(1);
    expect(report.indexOf('```mermaid')).toBeLessThan(report.indexOf('### production: 1 changed'));
  });

  it('calls the internet and any pod together anywhere, as maps do', () => {
    const open = {
      ...policy('ledger', 'shop', 'orders'),
      spec: { podSelector: { matchLabels: labels('ledger') }, ingress: [{}] },
    };
    const picture = mermaidPicture(compareBuilds(before, [...services, open]).consequences) ?? '';
    expect(read(picture)).toMatchObject({
      nodes: ['n1=Deployment ledger', 'n0=anywhere'],
      arrows: ['n0 --> opens 8080/TCP n1'],
    });
  });

  it('goes before consequences do, where a report would be too long, and never in part', () => {
    const changed = { environment: 'staging', ...compareBuilds(before, after) };
    const full = markdownReport([changed]);
    for (let maxLength = 1000; maxLength < full.length; maxLength += 50) {
      const report = markdownReport([changed], { maxLength });
      expect((report.match(/^```/gm) ?? []).length % 2).toBe(0);
      expect(report).toContain('**closes**');
    }
  });

  it('draws 20 arrows, and says how many it leaves out', () => {
    const connections = Array.from({ length: 33 }, (_, index) => ({
      from: { name: `10.0.0.${index}/32` },
      to: { name: 'Deployment web', namespace: 'shop' },
      ports: ['1/TCP', '2/TCP', '3/TCP', '4/TCP', '5/TCP', '6/TCP'],
    }));
    const picture = mermaidPicture([opening(connections)]) ?? '';
    expect(read(picture).arrows).toHaveLength(20);
    expect(picture).toContain('opens 1/TCP, 2/TCP, 3/TCP, 4/TCP and 2 more');
    expect(picture).toMatch(/```\nThe picture leaves out 13 more\.$/);
  });

  it('has no syntax in any name', () => {
    const name = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 80 }),
      fc.constantFrom(
        'a"] --> b["',
        '`bold`',
        '#quot;',
        '```\n',
        'end',
        '<img onerror=x>',
        '%%{init: {}}%%',
        'click n0 href "x"',
      ),
    );
    const end = fc.oneof(fc.record({ name }), fc.record({ name, namespace: name }));
    const connections = fc.array(fc.record({ from: end, to: end, ports: fc.array(name, { minLength: 1 }) }), {
      minLength: 1,
    });
    fc.assert(
      fc.property(connections, (all) => {
        const { nodes, arrows, others } = read(mermaidPicture([opening(all)]) ?? '');
        const known =
          /^(?:```mermaid|flowchart LR| {2}subgraph s\d+\["[^"]*"\]| {2}end| {2}linkStyle [\d,]+ [\w:#,-]+|```)$/;
        expect(others.filter((line) => !known.test(line))).toEqual([]);
        expect(arrows).toHaveLength(all.length);
        for (const text of [...nodes, ...arrows, ...others.filter((line) => line.includes('subgraph'))])
          expect(
            text
              .replace(/#\d+;/g, '')
              .replace(/^ {2}subgraph s\d+\["|"\]$/g, '')
              .replace(/ -->/, ''),
          ).not.toMatch(/["`<>{}[\]|#;&]/);
      }),
    );
  });
});
