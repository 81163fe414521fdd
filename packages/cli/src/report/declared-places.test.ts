import { writeFileSync } from 'node:fs';
import { connection, contract } from '@k8s-blocks/topology';
import { expect, it } from 'vitest';
import { inOwnFolder } from '../in-process.test-helper.ts';
import { declaredPlaces } from './declared-places.ts';

const a = contract({ name: 'a', ports: { x: 1, y: 2 } });

/** Where connections with these reasons are declared, if these are the files. */
function placesOf(reasons: readonly string[], files: Readonly<Record<string, string>>) {
  for (const [path, text] of Object.entries(files)) writeFileSync(path, text);
  const connections = reasons.map((why) => connection(a, a.ports.x, why));
  const place = declaredPlaces('map.ts', connections, process.cwd());
  return connections.map((each) => {
    const found = place(each);
    return found && `${found.file}:${found.line}`;
  });
}

inOwnFolder(() => {});

it('a connection is found by its reason, in the map and in what it imports', () => {
  const map = `import { more } from './more.js';\nconnections: [\n  connection(a, a.ports.x,\n    'it\\'s so'),\n]`;
  const more = `import './map.ts';\nexport const more = [connection(b, "why \\"not\\""), connection(c, \`tick\`)];`;
  expect(placesOf(["it's so", 'why "not"', 'tick', 'computed'], { 'map.ts': map, 'more.ts': more })).toEqual([
    'map.ts:3',
    'more.ts:2',
    'more.ts:2',
    undefined,
  ]);
});

it('connections of one reason stand in the order of the map', () => {
  const map = `connection(a, 'same');\nconnection(b, 'other');\nconnection(c, 'same');`;
  expect(placesOf(['same', 'same'], { 'map.ts': map })).toEqual(['map.ts:1', 'map.ts:3']);
});

it('a reason that stands more often than there are connections has no line', () => {
  const map = `connection(a, 'same');\nif (no) connection(b, 'same');`;
  expect(placesOf(['same'], { 'map.ts': map })).toEqual([undefined]);
});
