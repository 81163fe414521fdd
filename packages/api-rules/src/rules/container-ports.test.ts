import { describe, expect, it } from 'vitest';
import { deploymentOf, violatingFields } from '../testing.ts';

describe('the ports of a container', () => {
  it('are numbers from 1 to 65535', () => {
    expect(
      violatingFields('container-ports', deploymentOf({ ports: [{ containerPort: 70000 }, { name: 'a' }] })),
    ).toEqual(['pod.containers[0].ports[0].containerPort', 'pod.containers[0].ports[1].containerPort']);
  });

  it('have names of their form and their own', () => {
    expect(
      violatingFields(
        'container-ports',
        deploymentOf({
          ports: [
            { name: 'web', containerPort: 1 },
            { name: 'web', containerPort: 2 },
            { name: 'a--b', containerPort: 3 },
          ],
        }),
      ),
    ).toEqual(['pod.containers[0].ports[1].name', 'pod.containers[0].ports[2].name']);
  });

  it('speak a protocol that exists', () => {
    expect(
      violatingFields('container-ports', deploymentOf({ ports: [{ containerPort: 1, protocol: 'tcp' }] })),
    ).toEqual(['pod.containers[0].ports[0].protocol']);
  });

  it('may be there twice, which the server only warns of', () => {
    expect(
      violatingFields('container-ports', deploymentOf({ ports: [{ containerPort: 80 }, { containerPort: 80 }] })),
    ).toEqual([]);
  });
});
