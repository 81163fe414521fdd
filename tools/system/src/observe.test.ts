import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { run } from '@k8s-blocks/cli';
import type { Comparison } from '@k8s-blocks/flows';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const WORKSPACE = fileURLToPath(new URL('../../../', import.meta.url));
const FLOWS = join(import.meta.dirname, 'flows');
const MAP = join(WORKSPACE, 'packages/stack/src/system.ts');

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'observe-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('observe', () => {
  it('tells of a log of Hubble what was never seen, not declared, would be dropped, and is not understood', async () => {
    const { code, comparison } = await observed('production', join(FLOWS, 'hubble.jsonl'));
    expect(code).toBe(1);
    expect(comparison.neverSeen.map(({ connection, dropped }) => [connection, dropped])).toEqual([
      ['agent-society → agent-society:7100', 0],
      ['agent-runtime → agent-society:7100', 0],
      ['agent-society → connector:8081', 1],
      ['connector → agent-runtime:3100', 0],
      ['anywhere → connector:8080', 0],
      ['anywhere → connector:5173', 0],
      ['connector → anywhere:6006', 0],
      ['connector → namespace monitoring:9090', 0],
    ]);
    expect(
      comparison.undeclared.map(({ from, to, port, passed, dropped, paste }) => [
        from,
        to,
        port,
        passed,
        dropped,
        paste,
      ]),
    ).toEqual([
      ['agent-runtime', 'tigerbeetle', 3000, 2, 0, "connection(agentRuntime, tigerbeetle.ports.tigerbeetle, 'why'),"],
      [
        'connector',
        'cache.example.com',
        6380,
        1,
        0,
        "connection(connector, outsideHost('cache.example.com', 'cache.example.com').port(6380), 'why'),",
      ],
      [
        'batch/cleaner',
        'tigerbeetle',
        3000,
        0,
        1,
        "connection(outsideNamespace('batch', { pods: { app: 'cleaner' } }), tigerbeetle.ports.tigerbeetle, 'why'),",
      ],
    ]);
    expect(comparison.wouldDrop.map(({ from, to, port, why }) => [from, to, port, why.split(':')[0]])).toEqual([
      [
        'agent-runtime',
        'tigerbeetle',
        3000,
        'agent-runtime-core/agent-runtime does not reach tigerbeetle/tigerbeetle on port 3000/TCP',
      ],
      [
        'connector',
        'cache.example.com',
        6380,
        'agent-runtime/connector does not reach cache.example.com on port 6380/TCP',
      ],
    ]);
    expect(comparison.notUnderstood).toEqual([
      { why: 'it is ICMP, which has no ports', count: 1, line: 17 },
      { why: 'Hubble lost 7 events here: what they were is not known', count: 1, line: 18 },
      { why: 'it begins as JSON does, and is none', count: 1, line: 19 },
    ]);
    expect(comparison.counts).toEqual({
      lines: 20,
      connections: 13,
      replies: 1,
      nameResolutions: 1,
      fromNodes: 1,
      ofOthers: 1,
    });
  });

  it('tells the same of a compressed log of the exporter, which leaves fields out', async () => {
    const path = join(folder, 'events.log.gz');
    const lines = [
      exported(
        { namespace: 'agent-runtime-staging', pod_name: 'connector-staging-7d9f8b6c5-x2k4z' },
        { namespace: 'tigerbeetle-staging', pod_name: 'tigerbeetle-staging-0' },
        3000,
      ),
      exported(
        { namespace: 'agent-society-staging', pod_name: 'agent-society-staging-6b5b787dc9-d4j4x' },
        { namespace: 'tigerbeetle-staging', pod_name: 'tigerbeetle-staging-2' },
        3000,
      ),
      exported(
        { namespace: 'shop', pod_name: 'web' },
        { namespace: 'tigerbeetle-staging', pod_name: 'tigerbeetle-staging-1' },
        3000,
      ),
    ];
    await writeFile(path, gzipSync(lines.join('\n')));
    const { code, comparison } = await observed('staging', path);
    expect(code).toBe(1);
    expect(comparison.neverSeen.map(({ why }) => why)).not.toContain('accounting');
    expect(comparison.neverSeen).toHaveLength(16);
    expect(comparison.undeclared.map(({ paste }) => paste)).toEqual([
      "connection(agentSociety, tigerbeetle.ports.tigerbeetle, 'why'),",
    ]);
    expect(comparison.wouldDrop.map(({ from, to }) => [from, to])).toEqual([['agent-society', 'tigerbeetle']]);
    expect(comparison.notUnderstood.map(({ why, line }) => [line, why])).toEqual([
      [3, 'its source is the pod shop/web, which the map does not know, and whose labels are not in the log'],
    ]);
  });

  it('tells of a table, as text, each flow with the line to paste', async () => {
    const { code, stdout } = await command('--environment', 'production', '--flows', join(FLOWS, 'table.csv'));
    expect(code).toBe(1);
    expect(stdout).toContain('Declared for production, and never seen: 9\n');
    expect(stdout).toContain('  connector → anywhere:6006: XRP Ledger\n');
    expect(stdout).toContain(
      "Seen, and not declared: 2\n  agent-society → tigerbeetle:3000, seen once\n    connection(agentSociety, tigerbeetle.ports.tigerbeetle, 'why'),\n",
    );
    expect(stdout).toContain('  addresses → agent-society:3100, seen once (203.0.113.9)\n');
    expect(stdout).toContain(
      'Seen, and dropped by what is built now: 2\n  agent-society → tigerbeetle:3000, seen once\n',
    );
    expect(stdout).toContain('Not understood: 2\n  line 10: its source is "billing", which is no service of the map\n');
    expect(stdout).toContain('  line 13: it is neither JSON nor "from,to,port"\n');
  });

  it('succeeds where all that was let through is declared, whatever was never seen', async () => {
    const path = join(folder, 'declared.csv');
    await writeFile(path, 'connector,tigerbeetle,3000\n');
    const { code, stdout } = await command('--environment', 'staging', '--flows', path);
    expect(code).toBe(0);
    expect(stdout).toContain('Seen, and not declared: nothing.\n');
  });

  it('fails where no connection is found in the log', async () => {
    const path = join(folder, 'empty.jsonl');
    await writeFile(path, '');
    const { code, stdout } = await command('--environment', 'staging', '--flows', path);
    expect(code).toBe(1);
    expect(stdout).toContain('0 lines: 0 connections');
  });

  it('names the log of a line, where there are several', async () => {
    const [one, two] = [join(folder, 'one.csv'), join(folder, 'two.csv')];
    await writeFile(one, 'connector,tigerbeetle,3000\n');
    await writeFile(two, '\u001b[31mnonsense\n');
    const { stdout } = await command('--environment', 'staging', '--flows', one, '--flows', two);
    expect(stdout).toContain(`line 1 of ${two}: it is neither JSON nor "from,to,port"`);
  });

  it.each([
    [[], 'It is not said which environment the flows are of.'],
    [['--environment', 'prod'], 'The map deploys no environment "prod".'],
    [['--environment', 'staging'], 'There is no log of flows to compare with the map.'],
    [['--environment', 'staging', '--flows', 'nowhere.jsonl'], 'nowhere.jsonl\n  There is no such file.'],
  ])('is refused with %j', async (args, words) => {
    const { code, stdout, stderr } = await command(...args);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain(words);
  });
});

/** A line of Hubble's exporter with a mask of fields, as its documentation shows. */
function exported(source: object, destination: object, port: number): string {
  const l4 = { TCP: { source_port: 44_916, destination_port: port, flags: { SYN: true } } };
  return JSON.stringify({ flow: { verdict: 'FORWARDED', l4, source, destination, is_reply: false } });
}

async function observed(environment: string, path: string): Promise<{ code: number; comparison: Comparison }> {
  const { code, stdout } = await command('--environment', environment, '--flows', path, '--format', 'json');
  return { code, comparison: JSON.parse(stdout) };
}

async function command(...args: readonly string[]) {
  const printed = { stdout: '', stderr: '' };
  const before = process.cwd();
  process.chdir(WORKSPACE);
  try {
    const code = await run(['observe', MAP, ...args], {
      print: (text) => {
        printed.stdout += `${text}\n`;
      },
      printError: (text) => {
        printed.stderr += `${text}\n`;
      },
    });
    return { code, ...printed };
  } finally {
    process.chdir(before);
  }
}
