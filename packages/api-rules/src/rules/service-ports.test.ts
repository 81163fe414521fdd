import { describe, expect, it } from 'vitest';
import { service, violatingFields } from '../testing.ts';

describe('the ports of a Service', () => {
  it('are there unless it is headless', () => {
    expect(violatingFields('service-ports', service({ ports: [] }))).toEqual(['spec.ports']);
  });

  it('need not be there if it is', () => {
    expect(violatingFields('service-ports', service({ ports: [], clusterIP: 'None' }))).toEqual([]);
  });

  it('have names of their own if there are several', () => {
    expect(
      violatingFields(
        'service-ports',
        service({ ports: [{ name: 'a', port: 1 }, { name: 'a', port: 2 }, { port: 3 }] }),
      ),
    ).toEqual(['spec.ports[1].name', 'spec.ports[2].name']);
  });

  it('are there once for each protocol', () => {
    expect(
      violatingFields(
        'service-ports',
        service({
          ports: [
            { name: 'a', port: 1 },
            { name: 'b', port: 1, protocol: 'UDP' },
            { name: 'c', port: 1 },
          ],
        }),
      ),
    ).toEqual(['spec.ports[2].port']);
  });

  it('lead to a port that can be', () => {
    expect(
      violatingFields(
        'service-ports',
        service({ ports: [{ port: 0, targetPort: 'agent-runtime-http', appProtocol: 'my proto' }] }),
      ),
    ).toEqual(['spec.ports[0].port', 'spec.ports[0].targetPort', 'spec.ports[0].appProtocol']);
  });
});
