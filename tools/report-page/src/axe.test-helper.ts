import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds on a page, and how serious that is. */
export async function findingsOf(page: Page): Promise<string[]> {
  // In a context of its own: the page's policy lets no other script run in its own one.
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run: () => Promise<{ violations: AxeViolation[] }> } };
    interface AxeViolation {
      readonly impact: string;
      readonly id: string;
      readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
    }
    const { violations } = await axe.run();
    return violations.flatMap(({ impact, id, nodes }) =>
      nodes.map((node) => `${impact} ${id}: ${node.html} ${node.failureSummary}`),
    );
  });
}
