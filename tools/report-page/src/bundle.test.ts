import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { assetsModule, pageAssets } from './bundle.ts';

const WRITTEN = new URL('../../../packages/report/src/page/assets.ts', import.meta.url);

it('packages/report has the script and the style of today', async () => {
  const isSame = assetsModule(await pageAssets()) === readFileSync(WRITTEN, 'utf8');
  expect(isSame, 'Run: node --import tsx tools/report-page/src/main.ts').toBe(true);
});
