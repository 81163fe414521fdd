import { describe, expect, it } from 'vitest';
import { deployment, violatingFields } from '../testing.ts';

describe('a projected volume', () => {
  it('has sources that are one thing', () => {
    expect(
      violatingFields(
        'projected-volumes',
        deployment({
          volumes: [{ name: 'a', projected: { sources: [{ secret: { name: 'a' }, configMap: { name: 'b' } }] } }],
        }),
      ),
    ).toEqual(['pod.volumes[0].projected.sources[0]']);
  });

  it('writes each file once', () => {
    expect(
      violatingFields(
        'projected-volumes',
        deployment({
          volumes: [
            {
              name: 'a',
              projected: {
                sources: [
                  { secret: { name: 'a', items: [{ key: 'k', path: 'p' }] } },
                  { configMap: { name: 'b', items: [{ key: 'k', path: 'p' }] } },
                ],
              },
            },
          ],
        }),
      ),
    ).toEqual(['pod.volumes[0].projected.sources[1]']);
  });

  it('has tokens that last ten minutes', () => {
    expect(
      violatingFields(
        'projected-volumes',
        deployment({
          volumes: [
            { name: 'a', projected: { sources: [{ serviceAccountToken: { path: 'token', expirationSeconds: 60 } }] } },
          ],
        }),
      ),
    ).toEqual(['pod.volumes[0].projected.sources[0].serviceAccountToken.expirationSeconds']);
  });
});
