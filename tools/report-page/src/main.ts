/** Writes the script and the style of the page into packages/report: see bundle.ts. */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { assetsModule, pageAssets } from './bundle.ts';

const TARGET = fileURLToPath(new URL('../../../packages/report/src/page/assets.ts', import.meta.url));

const assets = await pageAssets();
writeFileSync(TARGET, assetsModule(assets));
console.log(`${assets.script.length} bytes of script and ${assets.style.length} of style written.`);
