import type { Deployed, ServiceState } from '@k8s-blocks/deploy';
import { formatList, formatProblem } from '@k8s-blocks/refusal';
import { type Stack, servicesWaitingFor } from '@k8s-blocks/topology';

/** What remains to do, whatever stopped it. */
const AGAIN = 'Run the same command again to go on: what is applied already stays as it is.';

/**
 * How a deployment ended that is not ready: why, for each service that failed, and who waits for it; and how far the others are.
 *
 * @param context the name of the kube context.
 */
export function formatEnd(stack: Stack, environment: string, { services }: Deployed): string {
  const named = (...phases: readonly ServiceState['phase'][]) =>
    [...services].flatMap(([name, { phase }]) => (phases.includes(phase) ? [name] : []));
  const failures = [...services].flatMap(([name, state]) =>
    state.phase === 'failed'
      ? [...state.problems.map((each) => formatProblem({ ...each, environment })), ...whoWaits(name)]
      : [],
  );
  const blocked = new Set(named('failed').flatMap(waitingFor));
  const others = named('waiting').filter((name) => !blocked.has(name));
  const stopped = [...services].flatMap(([name, state]) =>
    state.phase === 'stopped' ? [`${name} (${state.text})`] : [],
  );
  const lines = [
    ...sentence('Ready', named('ready')),
    ...sentence('Not waited for any more', stopped),
    ...sentence('Not applied', others),
    AGAIN,
  ];
  return [...failures, lines.join('\n')].join('\n\n');

  function waitingFor(name: string): readonly string[] {
    const service = stack.contractNamed(name);
    const waiting = service === undefined ? [] : servicesWaitingFor(stack, service, environment);
    const unstarted = new Set(named('waiting'));
    return waiting.map((each) => each.name).filter((each) => unstarted.has(each));
  }

  function whoWaits(name: string): readonly string[] {
    const waiting = waitingFor(name);
    return waiting.length === 0 ? [] : [`Not applied, since it needs ${name}: ${formatList(waiting)}.`];
  }
}

function sentence(head: string, names: readonly string[]): readonly string[] {
  return names.length === 0 ? [] : [`${head}: ${formatList(names)}.`];
}
