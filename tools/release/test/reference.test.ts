import { describe, expect, it } from 'vitest';
import type { BuiltPackage } from '../src/built-packages.ts';
import type { EntryApi } from '../src/extract-api.ts';
import { referencePage } from '../src/reference.ts';

const manifest = { name: '@example/shop', description: 'Sells.' } as BuiltPackage['manifest'];

function api(name: string, declarations: string): EntryApi {
  return { entry: { name, folder: '', types: '' }, record: '', declarations };
}

describe('the reference of a package', () => {
  const price = '/** What it costs. */\nexport interface Price {\n    readonly cents: number;\n}';
  const buy = '/**\n * Buys.\n *\n * @param price in cents.\n */\nexport declare function buy(price: Price): void;';
  const built: BuiltPackage = { name: 'shop', folder: '', manifest, entries: [] };
  const page = referencePage(built, [
    api('@example/shop', `${price}\n\n${buy}`),
    api('@example/shop/sale', `${price}\n\n/** Sells. */\nexport declare function sell(price: Price): void;`),
  ]);

  it('has a section for each declaration, with its docstring and its code', () => {
    expect(page).toContain(
      '## buy\n\nBuys.\n\n- `price`: in cents.\n\n```ts\nexport function buy(price: Price): void;\n```',
    );
    expect(page).toContain('## @example/shop/sale\n\n### sell\n\nSells.');
  });

  it('has a declaration of several entries once', () => {
    expect(page.match(/^#+ Price$/gm)).toEqual(['## Price']);
  });
});
