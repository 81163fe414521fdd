import { describe, expect, it, vi } from 'vitest';
import { printer } from '../output.ts';
import { showProgress } from './show-progress.ts';

const NAMES = ['payments', 'shop'];

/** What is printed for good, and each picture of the live lines. */
function shown(isTerminal: boolean, unchanged: readonly string[] = []) {
  const printed: string[] = [];
  const pictures: (readonly string[])[] = [];
  const showLive = isTerminal ? (lines: readonly string[]) => void pictures.push(lines) : undefined;
  const print = (text: string) => void printed.push(text);
  const output = printer({ print, printError: print, showLive });
  return { printed, pictures, ...showProgress(NAMES, new Set(unchanged), output) };
}

describe('the progress of a deployment', () => {
  it('in a log is a line for each new state', () => {
    const { printed, onState, end } = shown(false);
    onState('shop', { phase: 'applying', applied: 0, of: 2 });
    onState('shop', { phase: 'applying', applied: 1, of: 2 });
    onState('shop', { phase: 'starting', text: '0/1 ready' });
    onState('shop', { phase: 'starting', text: '0/1 ready' });
    onState('shop', { phase: 'starting', text: '0/1 ready (\u001b[2J)' });
    onState('payments', { phase: 'failed', problems: [], isApplied: false });
    onState('shop', { phase: 'ready', text: '1/1 ready' });
    end();
    expect(printed).toEqual([
      'shop      applies 2 objects',
      'shop      0/1 ready',
      'shop      0/1 ready (\\u001b[2J)',
      'payments  refused  0 s',
      'shop      1/1 ready  0 s',
    ]);
  });

  it('in a log does not say that a service is applied of which nothing changes', () => {
    const { printed, onState } = shown(false, ['shop']);
    onState('shop', { phase: 'applying', applied: 0, of: 2 });
    onState('shop', { phase: 'stopped', text: '0/1 ready', isApplied: true });
    expect(printed).toEqual(['shop      stopped: 0/1 ready  0 s']);
  });

  it('on a terminal is a line for each service that is under way, with its count and time, and one for each that ended', () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    try {
      const { printed, pictures, onState, end } = shown(true);
      onState('shop', { phase: 'applying', applied: 0, of: 2 });
      onState('payments', { phase: 'starting', text: '1/2 ready' });
      vi.advanceTimersByTime(61_000);
      onState('payments', { phase: 'ready', text: '2/2 ready' });
      expect(printed).toEqual(['payments  2/2 ready  1 m 1 s']);
      end();
      expect(pictures).toEqual([
        ['shop      applies 2 objects  0 s'],
        ['shop      applies 2 objects  0 s', 'payments  1/2 ready  0 s'],
        ['shop      applies 2 objects  1 m 1 s'],
        [],
      ]);
    } finally {
      vi.useRealTimers();
    }
  });
});
