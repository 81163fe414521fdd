import { describe, expect, it } from 'vitest';
import { found, shopWith } from '../testing.ts';

describe('an image in production', () => {
  const production = true;
  const field = 'pod.containers.0.image';

  it.each(['shop', 'shop:latest', 'localhost:5000/shop'])('is a version, and not %s', (image) => {
    expect(found('image-tag', shopWith('Deployment shop', field, image), { production })).toHaveLength(1);
    expect(found('image-tag', shopWith('Deployment shop', field, image))).toEqual([]);
  });
  it.each(['shop:1.0', 'localhost:5000/shop:production', 'shop@sha256:0123'])('may be %s', (image) => {
    expect(found('image-tag', shopWith('Deployment shop', field, image), { production })).toEqual([]);
  });
});
