import { resolve } from 'node:path';
import { emitApp } from '@k8s-blocks/app';
import shop from './shop.ts';

const { written } = await emitApp(shop, {
  root: resolve(process.argv[2] ?? 'k8s'),
  staging: resolve('node_modules/.cache/payments'),
  source: 'Change src/shop.ts and run it again.',
});
console.log(written.join('\n'));
