import { fileURLToPath } from 'node:url';
import { apiRules } from '@k8s-blocks/api-rules';
import { stackRules } from '@k8s-blocks/verify';
import { describe, expect, it } from 'vitest';
import { readRuleDocs } from '../src/rule-docs.ts';
import { rulesPage } from '../src/rules-page.ts';

const docs = readRuleDocs(fileURLToPath(new URL('../../..', import.meta.url)));
const page = rulesPage(docs);

describe('the page of rules', () => {
  it('has a section for every rule, with its severity', () => {
    for (const { name, severity } of [...stackRules, ...apiRules]) {
      const [, section = ''] = page.split(`\n### ${name}\n`);
      expect(section.split('\n### ')[0], name).toContain(`Severity: ${severity}.`);
    }
  });

  it('says of every rule between objects why it matters, and shows a manifest that is wrong', () => {
    for (const { name, text, example } of [...docs.stack, ...docs.separation]) {
      expect(text, name).toContain('\n\nWhy: ');
      expect(example, name).toBeDefined();
    }
  });

  it('lists the codes of rules that find several kinds of things', () => {
    const reference = docs.stack.find(({ name }) => name === 'missing-reference');
    expect(reference?.codes).toEqual(['object-missing', 'key-missing', 'keys-missing', 'pull-secret-missing']);
  });

  it('has no heading twice', () => {
    const headings = page.match(/^#+ .*$/gm) ?? [];
    expect(headings).toEqual([...new Set(headings)]);
  });
});
