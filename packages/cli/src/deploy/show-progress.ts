import { formatDuration, type ServiceState } from '@k8s-blocks/deploy';
import { printableLine } from '@k8s-blocks/manifest';
import type { Printer } from '../output.ts';

/** Shows how far services are. */
export interface ShownProgress {
  readonly onState: (service: string, state: ServiceState) => void;
  /** Takes away what is not to stay. */
  readonly end: () => void;
}

/** What is shown of a service that is under way. */
interface Shown {
  readonly since: number;
  readonly text: string;
}

/**
 * Shows how far services are: on a terminal a line for each that is under way, with its count and its time, and one that stays once it is
 * ready or not; elsewhere, as in CI, a line for each new state.
 *
 * @param names the services, for the width of the first column.
 * @param unchanged those of which nothing changes: that they are applied is not told.
 */
export function showProgress(names: readonly string[], unchanged: ReadonlySet<string>, output: Printer): ShownProgress {
  const width = Math.max(0, ...names.map((name) => name.length));
  const running = new Map<string, Shown>();
  const { showLive } = output;
  const lineOf = (name: string, { since, text }: Shown) =>
    `${name.padEnd(width)}  ${text}  ${formatDuration(Date.now() - since)}`;
  const redraw = () => showLive?.([...running].map(([name, shown]) => lineOf(name, shown)));
  return {
    onState: (name, state) => {
      if (state.phase === 'waiting') return;
      const before = running.get(name);
      const shown = { since: before?.since ?? Date.now(), text: printableLine(textOf(state)) };
      if (state.phase !== 'applying' && state.phase !== 'starting') {
        running.delete(name);
        redraw();
        output.print(lineOf(name, shown));
      } else {
        running.set(name, shown);
        // Of the objects that are applied one after the other, a log needs only the first and the last.
        const isNews = state.phase === 'starting' || (state.applied === 0 && !unchanged.has(name));
        const isNew = isNews && before?.text !== shown.text;
        if (showLive === undefined && isNew) output.print(`${name.padEnd(width)}  ${shown.text}`);
        redraw();
      }
    },
    end: () => {
      running.clear();
      showLive?.([]);
    },
  };
}

function textOf(state: ServiceState): string {
  if (state.phase === 'waiting') return 'waits';
  if (state.phase === 'applying') {
    return state.applied === 0 ? `applies ${state.of} objects` : `applied ${state.applied} of ${state.of} objects`;
  }
  if (state.phase === 'failed') return state.isApplied ? 'failed' : 'refused';
  if (state.phase === 'stopped') return `stopped: ${state.text}`;
  return state.text;
}
