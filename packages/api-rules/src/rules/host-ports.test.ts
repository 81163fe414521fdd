import { describe, expect, it } from 'vitest';
import { container, core, deployment, deploymentOf, findingsOf, violatingFields } from '../testing.ts';

describe('a port of the node', () => {
  it('is taken once', () => {
    expect(
      violatingFields(
        'host-ports',
        deploymentOf({
          ports: [
            { containerPort: 1, hostPort: 80 },
            { containerPort: 2, hostPort: 80 },
          ],
        }),
      ),
    ).toEqual(['pod.containers[0].ports[1].hostPort']);
  });

  it('is taken again with another protocol', () => {
    expect(
      violatingFields(
        'host-ports',
        deploymentOf({
          ports: [
            { containerPort: 1, hostPort: 80 },
            { containerPort: 2, hostPort: 80, protocol: 'UDP' },
          ],
        }),
      ),
    ).toEqual([]);
  });

  it('is the port of the container on the network of the node', () => {
    expect(
      violatingFields(
        'host-ports',
        deployment({ hostNetwork: true, containers: [container({ ports: [{ containerPort: 1, hostPort: 80 }] })] }),
      ),
    ).toEqual(['pod.containers[0].ports[0].hostPort']);
  });

  it('is that of the container on the network of the node, if it is not given', () => {
    const ports = [{ containerPort: 81 }, { containerPort: 81 }];
    const pod = { hostNetwork: true, containers: [container({ ports })] };
    expect(findingsOf('host-ports', core('Pod', { spec: pod }))).toMatchObject([
      { severity: 'error', field: 'spec.containers[0].ports[1].hostPort' },
    ]);
    expect(findingsOf('host-ports', deployment(pod))).toMatchObject([{ severity: 'warning' }]);
  });
});
