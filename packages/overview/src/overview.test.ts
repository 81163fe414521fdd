import { anywhere, connection, contract, outsideNetwork, stack } from '@k8s-blocks/topology';
import { describe, expect, it } from 'vitest';
import { overview } from './index.ts';
import { mapOf, rowsIn, section, shop, text } from './overview.test-helper.ts';

describe('the README of a stack', () => {
  it('says the start order, by what people call the services', () => {
    expect(text).toContain('Start order: The Ledger → payments → shop.\n');
  });

  it('lists the services in start order, with their workload, namespace, and the Services of their ports', () => {
    expect(rowsIn(section('## Services')).slice(2)).toEqual([
      '| [ledger](ledger) | StatefulSet | `ledger` | 3000 tcp on `ledger`, `ledger-headless` |',
      '| [payments](payments) | Deployment | `money` | 80 http on `payments`<br>8081 admin on `payments` |',
      '| [shop](shop) | Deployment | `shop` | 9090 metrics on no Service |',
    ]);
  });

  it('says of each connection why, and in which environments it is, if not in all', () => {
    expect(rowsIn(section('## Who calls whom')).slice(2)).toEqual([
      '| payments | ledger:3000 (tcp) | book "double" entries |',
      '| shop | payments:80 (http) | pay for a basket |',
      '| shop | payments:8081 (admin) | refund (staging, live only) |',
      '| payments | namespace monitoring:9090 | metrics |',
      '| anywhere | payments:80 (http) | customers |',
    ]);
  });

  it('says a range of ports by its first and last', () => {
    const calls = contract({ name: 'calls', ports: { media: { port: 10000, endPort: 10100, protocol: 'UDP' } } });
    const connections = [
      connection(anywhere, calls.ports.media, 'voices'),
      connection(calls, anywhere.portRange(50000, 50100), 'relays'),
    ];
    const ranges = overview(stack({ services: [calls], environments: { base: {} }, connections }), 'k8s');
    expect(rowsIn(section('## Services', ranges)).at(-1)).toContain('| 10000-10100 media on no Service |');
    expect(rowsIn(section('## Who calls whom', ranges)).slice(2)).toEqual([
      '| anywhere | calls:10000-10100 (media) | voices |',
      '| calls | anywhere:50000-50100 | relays |',
    ]);
    expect(ranges).toContain('|"10000-10100 media"|');
  });

  it('says a network outside by its name and CIDR, in the table and the picture', () => {
    const bank = outsideNetwork('the bank', { cidr: '203.0.113.0/24' });
    const connections = [connection(shop, bank.port(443), 'transfers')];
    const banking = overview(stack({ services: [shop], environments: { base: {} }, connections }), 'k8s');
    expect(rowsIn(section('## Who calls whom', banking)).slice(2)).toEqual([
      '| shop | the bank (203.0.113.0/24):443 | transfers |',
    ]);
    expect(banking).toContain('(["the bank (203.0.113.0/24)"])');
  });

  it('keeps a why in its cell, whatever is in it', () => {
    const rows = rowsIn(section('## Who calls whom', overview(mapOf('browsers | apps\n <b>@all'), 'k8s')));
    expect(rows.at(-1)).toBe('| anywhere | payments:80 (http) | browsers &#124; apps  &#60;b&#62;&#64;all |');
  });

  it('ends in one line break, and has no line that ends in a space', () => {
    expect(text).toMatch(/[^\n]\n$/);
    expect(text).not.toMatch(/ $/m);
  });

  it('is the same each time', () => {
    expect(overview(mapOf(), 'k8s')).toBe(text);
  });
});

describe('the picture', () => {
  const [, picture = ''] = /```mermaid\n(.*?)```/s.exec(text) ?? [];

  it('has a box for each service, a rounded one for each party outside, and one arrow for each pair', () => {
    expect(picture.trimEnd().split('\n')).toEqual([
      'flowchart LR',
      '  n0["ledger"]',
      '  n1["payments"]',
      '  n2["shop"]',
      '  n3(["namespace monitoring"])',
      '  n4(["anywhere"])',
      '  n1 -->|"3000 tcp"| n0',
      '  n2 -->|"80 http, 8081 admin"| n1',
      '  n1 -->|"9090"| n3',
      '  n4 -->|"80 http"| n1',
    ]);
  });

  it('is well-formed: arrows lead between its boxes, and contains no free text', () => {
    const lines = picture.trimEnd().split('\n').slice(1);
    const boxes = lines.flatMap(
      (line) => /^ {2}(n\d+)(?:\["[a-z0-9-]+"\]|\(\["[a-z0-9 -]+"\]\))$/.exec(line)?.[1] ?? [],
    );
    const arrows = lines.flatMap((line) => {
      const [, from, to] = /^ {2}(n\d+) -->\|"[a-z0-9 ,-]+"\| (n\d+)$/.exec(line) ?? [];
      return from === undefined || to === undefined ? [] : [[from, to]];
    });
    expect(boxes.length + arrows.length).toBe(lines.length);
    expect(new Set(boxes).size).toBe(boxes.length);
    for (const end of arrows.flat()) expect(boxes).toContain(end);
    for (const { why } of mapOf().connections) expect(picture).not.toContain(why);
  });
});
