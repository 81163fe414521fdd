import { podRule } from '../rule.ts';
import type { Violations } from '../violation.ts';

/**
 * If one container of a pod is a Windows host process, all are, and the pod has `hostNetwork`.
 *
 * @see https://kubernetes.io/docs/tasks/configure-pod-container/create-hostprocess-pod/
 */
export const windowsHostProcess = podRule('windows-host-process', function* ({ spec, path, containers }): Violations {
  const ofPod = spec.securityContext?.windowsOptions?.hostProcess;
  let count = 0;
  for (const { container, path: containerPath } of containers) {
    const own = container.securityContext?.windowsOptions?.hostProcess;
    if (own ?? ofPod) count++;
    if (ofPod === undefined || own === undefined || own === ofPod) continue;
    const problem = `hostProcess is ${own} here, and ${ofPod} at the pod.`;
    yield {
      field: `${containerPath}.securityContext.windowsOptions.hostProcess`,
      problem,
      remedy: 'Make them the same.',
    };
  }
  if (count === 0) return;
  if (count < containers.length) {
    const problem = `${count} of ${containers.length} containers are host processes.`;
    yield { field: `${path}.containers`, problem, remedy: 'Make all of them host processes, or none.' };
  }
  if (spec.hostNetwork !== true) {
    const problem = 'Host processes run on the network of the node.';
    yield { field: `${path}.hostNetwork`, problem, remedy: 'Set hostNetwork: true.' };
  }
});
