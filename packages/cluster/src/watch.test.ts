import { describe, expect, it } from 'vitest';
import { type Answer, breaks, fakeServer, json, lines, status } from './fake-server.test-helper.ts';
import type { WatchEvent, WatchOptions } from './index.ts';

const object = (name: string, resourceVersion: string) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, uid: `uid of ${name}`, resourceVersion },
});
const change = (type: string, name: string, resourceVersion: string) => ({
  type,
  object: object(name, resourceVersion),
});
const bookmark = (resourceVersion: string) => ({
  type: 'BOOKMARK',
  object: { kind: 'ConfigMap', metadata: { resourceVersion } },
});
const list = (resourceVersion: string, ...items: object[]) => json(200, { items, metadata: { resourceVersion } });
const gone = {
  type: 'ERROR',
  object: { kind: 'Status', code: 410, reason: 'Expired', message: 'too old resource version' },
};

/** The events of a watch until it has so many, and the requests that it sent. */
async function watched(answers: readonly Answer[], count: number, options: WatchOptions = {}) {
  const { cluster, received, pauses } = await fakeServer([...answers, lines([], 'waits')]);
  const events: WatchEvent[] = [];
  for await (const event of cluster.watch('v1', 'ConfigMap', options)) if (events.push(event) === count) break;
  return {
    events: events.map(({ type, object }) => `${type} ${object.metadata.name} ${object.metadata.resourceVersion}`),
    from: received.map(({ url }) => new URLSearchParams(url.split('?')[1]).get('resourceVersion') ?? 'list'),
    pauses,
    received,
  };
}

describe('a watch', () => {
  it('begins with a list, and goes on from it', async () => {
    const { events, from } = await watched([list('5', object('a', '3')), lines([change('MODIFIED', 'a', '6')])], 2);
    expect(events).toEqual(['ADDED a 3', 'MODIFIED a 6']);
    expect(from).toEqual(['list', '5']);
  });

  it('goes on where a connection ended or broke, with bookmarks too', async () => {
    const answers = [
      list('5'),
      lines([change('ADDED', 'a', '6'), bookmark('9')]),
      lines([change('MODIFIED', 'a', '11')], 'breaks'),
      breaks,
      lines([change('DELETED', 'a', '12')]),
    ];
    const { events, from } = await watched(answers, 3);
    expect(events).toEqual(['ADDED a 6', 'MODIFIED a 11', 'DELETED a 12']);
    expect(from).toEqual(['list', '5', '9', '11', '11']);
  });

  it.each<[string, Answer]>([
    ['in an event', lines([gone])],
    ['as an answer', status(410, 'Expired', 'too old resource version')],
    ['after other events', lines([bookmark('8'), gone])],
  ])(
    'lists again where the server has forgotten what was missed, which it says %s, and yields the differences',
    async (_, answer) => {
      const first = list('5', object('same', '1'), object('changed', '2'), object('deleted', '3'));
      const second = list('20', object('same', '1'), object('changed', '12'), object('new', '13'));
      const { events, from } = await watched([first, answer, second, lines([change('MODIFIED', 'new', '21')])], 7);
      expect(events.slice(3)).toEqual(['DELETED deleted 3', 'MODIFIED changed 12', 'ADDED new 13', 'MODIFIED new 21']);
      expect(from).toEqual(['list', '5', 'list', '20']);
    },
  );

  it('knows an object of the same name, which was created anew, from the one that was deleted', async () => {
    const other = { ...object('a', '12'), metadata: { ...object('a', '12').metadata, uid: 'another' } };
    const { events } = await watched([list('5', object('a', '3')), lines([gone]), list('20', other)], 3);
    expect(events).toEqual(['ADDED a 3', 'DELETED a 3', 'ADDED a 12']);
  });

  it('begins after a list that it is given', async () => {
    const since = { items: [{ ...object('a', '3') }], resourceVersion: '5' };
    const { events, from } = await watched([lines([gone]), list('9'), lines([change('ADDED', 'b', '10')])], 2, {
      since,
    });
    expect(events).toEqual(['DELETED a 3', 'ADDED b 10']);
    expect(from).toEqual(['5', 'list', '9']);
  });

  it('waits longer and longer while nothing comes', async () => {
    const nothing = lines([]);
    const { pauses } = await watched(
      [list('5'), nothing, nothing, nothing, nothing, nothing, lines([change('ADDED', 'a', '6')])],
      1,
    );
    expect(pauses).toEqual([250, 500, 1000, 2000, 2000]);
  });

  it('asks for what the selectors and the namespace select', async () => {
    const { received } = await watched([list('5', object('a', '1'))], 1, {
      namespace: 'n',
      labelSelector: 'a=b',
      fieldSelector: 'c=d',
    });
    expect(received[0]?.url).toBe('/api/v1/namespaces/n/configmaps?limit=500&labelSelector=a%3Db&fieldSelector=c%3Dd');
  });

  it('passes over what it does not know, and what is cut off', async () => {
    const odd = [null, 3, { type: 'ODD' }, { type: 'ADDED' }, { type: 'ADDED', object: { metadata: {} } }];
    const cut: Answer = (response) => {
      response.writeHead(200);
      response.write(`\n\n${JSON.stringify(change('ADDED', 'a', '6'))}\n{"type":"ADDED","obj`, () =>
        response.destroy(),
      );
    };
    const { events } = await watched([list('5'), lines(odd), cut, lines([change('ADDED', 'b', '7')])], 2);
    expect(events).toEqual(['ADDED a 6', 'ADDED b 7']);
  });

  it('reads again what is not JSON', async () => {
    const noJson: Answer = (response) => void response.writeHead(200).end('<html>\n');
    expect((await watched([list('5'), noJson, lines([change('ADDED', 'a', '6')])], 1)).from).toEqual([
      'list',
      '5',
      '5',
    ]);
  });

  it('ends with its signal while it waits for changes', async () => {
    const stop = new AbortController();
    const waits: Answer = (response, request) => {
      lines([], 'waits')(response, request);
      stop.abort(new Error('enough'));
    };
    await expect(watched([list('5'), waits], 1, { signal: stop.signal })).rejects.toThrow('enough');
  });

  it('ends with the refusal of a server', async () => {
    await expect(watched([list('5'), status(403, 'Forbidden', 'You may not.')], 1)).rejects.toThrow('You may not.');
  });

  it('ends with a refusal where a line is too long', async () => {
    const long: Answer = (response) => {
      response.writeHead(200);
      const more = () => void (response.destroyed || response.write('x'.repeat(1024 * 1024), more));
      more();
    };
    await expect(watched([list('5'), long], 1)).rejects.toThrow('A line of a watch has more than 16777216 characters.');
  });

  it('ends when the client is closed', async () => {
    const { cluster, close } = await fakeServer([list('5', object('a', '1')), lines([], 'waits')], {
      whyEnded: () => 'kubectl proxy was closed.',
    });
    const watching = async () => {
      for await (const _ of cluster.watch('v1', 'ConfigMap')) setImmediate(close);
    };
    await expect(watching()).rejects.toThrow('kubectl proxy was closed.');
  });
});
