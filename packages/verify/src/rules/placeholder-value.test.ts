import { describe, expect, it } from 'vitest';
import { found, shopWith } from '../testing.ts';

describe('a placeholder', () => {
  const production = true;

  it('does not stand in production', () => {
    const objects = shopWith('ConfigMap settings', 'data.NAME', 'REPLACE_WITH_NAME');
    expect(found('placeholder-value', objects, { production })).toEqual(['ConfigMap settings in mall › data.NAME']);
    expect(found('placeholder-value', objects)).toEqual([]);
  });
  it('is found in a Secret, encoded too', () => {
    const plain = shopWith('Secret keys', 'stringData', { TOKEN: 'REPLACE_WITH_REAL_KEY' });
    expect(found('placeholder-value', plain, { production })).toEqual(['Secret keys in mall › stringData.TOKEN']);
    const encoded = shopWith('Secret keys', 'data', { TOKEN: Buffer.from('CHANGEME').toString('base64') });
    expect(found('placeholder-value', encoded, { production })).toEqual(['Secret keys in mall › data.TOKEN']);
  });
});
