import { describe, expect, it } from 'vitest';
import { podTroubles } from './pod-trouble.ts';
import { TroubleHistory } from './trouble-history.ts';

const podWith = (status: object, metadata: object = {}) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web-1', uid: 'u', resourceVersion: '1', ...metadata },
  status,
});
const container = (fields: object) => ({
  containerStatuses: [{ name: 'web', image: 'web:1', ready: false, restartCount: 0, ...fields }],
});
const waiting = (reason: string, message?: string) => container({ state: { waiting: { reason, message } } });
const ended = (exitCode: number, reason?: string) => ({ terminated: { exitCode, reason } });

const told = (status: object, metadata?: object) =>
  podTroubles(podWith(status, metadata)).map(({ reason, text, certainty }) => [reason, certainty, text]);

describe('the troubles of a pod', () => {
  it('are none while it starts, runs or goes away', () => {
    expect(told({ phase: 'Pending' })).toEqual([]);
    expect(told(waiting('ContainerCreating'))).toEqual([]);
    expect(told(container({ ready: true, restartCount: 4, state: { running: {} } }))).toEqual([]);
    expect(told(waiting('ErrImagePull'), { deletionTimestamp: '2026-01-31T12:00:00Z' })).toEqual([]);
  });

  it.each([
    [
      'an image that cannot be pulled',
      waiting('ErrImagePull', 'manifest unknown'),
      [
        'ErrImagePull',
        'if-it-lasts',
        'The container web, whose image is web:1, does not start: ErrImagePull: manifest unknown',
      ],
    ],
    [
      'an image whose name is none',
      waiting('InvalidImageName'),
      ['InvalidImageName', 'certain', 'The container web, whose image is web:1, does not start: InvalidImageName'],
    ],
    [
      'a Secret that is missing',
      waiting('CreateContainerConfigError', 'secret "web" not found'),
      [
        'CreateContainerConfigError',
        'if-it-lasts',
        'The container web does not start: CreateContainerConfigError: secret "web" not found',
      ],
    ],
    [
      'a container that has ended twice',
      container({ restartCount: 1, state: { waiting: { reason: 'CrashLoopBackOff' } }, lastState: ended(1, 'Error') }),
      [
        'CrashLoopBackOff',
        'uncertain',
        'The container web ends each time (CrashLoopBackOff), last with the exit code 1; it was restarted once.',
      ],
    ],
    [
      'a container that ends again and again, out of memory',
      container({
        restartCount: 3,
        state: { waiting: { reason: 'CrashLoopBackOff' } },
        lastState: ended(137, 'OOMKilled'),
      }),
      [
        'CrashLoopBackOff',
        'certain',
        'The container web ends each time (CrashLoopBackOff), last with the exit code 137 (OOMKilled); it was restarted 3 times.',
      ],
    ],
    [
      'no node',
      {
        conditions: [
          { type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message: '0/3 nodes are available' },
        ],
      },
      ['Unschedulable', 'uncertain', 'It is on no node: 0/3 nodes are available'],
    ],
  ])('tell of %s', (_, status, expected) => {
    expect(told(status)).toEqual([expected]);
  });

  it('have the last words of a container apart, since they may be anything', () => {
    const lastState = { terminated: { exitCode: 1, message: 'no such key: hunter2\n' } };
    const [trouble] = podTroubles(podWith(container({ restartCount: 1, state: {}, lastState })));
    expect(trouble).toMatchObject({ lastWords: 'no such key: hunter2' });
    expect(trouble?.text).not.toContain('hunter2');
  });

  it('tell of init containers', () => {
    const initContainerStatuses = [{ name: 'migrate', state: { waiting: { reason: 'ErrImageNeverPull' } } }];
    expect(told({ initContainerStatuses })).toEqual([
      ['ErrImageNeverPull', 'certain', expect.stringContaining('migrate')],
    ]);
  });
});

describe('a trouble that may pass', () => {
  /** Whether a trouble is certain, after what was seen in each second. */
  const certain = (seen: Readonly<Record<number, string>>) => {
    const history = new TroubleHistory();
    return Object.entries(seen).map(([second, reason]) => {
      const troubles = reason === '' ? [] : podTroubles(podWith(waiting(reason)));
      return history.judge('u', troubles, Number(second) * 1000).some(({ isCertain }) => isCertain);
    });
  };

  it('is certain when it has lasted for half a minute', () => {
    expect(certain({ 0: 'CreateContainerConfigError', 29: 'CreateContainerConfigError' })).toEqual([false, false]);
    expect(certain({ 0: 'CreateContainerConfigError', 30: 'CreateContainerConfigError' })).toEqual([false, true]);
  });

  it('is certain when the kubelet has waited, tried again, and failed again', () => {
    expect(certain({ 0: 'ErrImagePull', 1: 'ImagePullBackOff', 11: 'ErrImagePull' })).toEqual([false, false, true]);
  });

  it('counts anew when it had passed', () => {
    expect(certain({ 0: 'RunContainerError', 20: '', 21: 'RunContainerError', 40: 'RunContainerError' })).not.toContain(
      true,
    );
  });
});
