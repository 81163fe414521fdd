import { formatNames, Refusal } from '@k8s-blocks/refusal';
import type { Rule } from './rule.ts';

/**
 * The rules that a module exports.
 *
 * @param exported its default export.
 * @param file the module, for the messages.
 * @throws Refusal if it is not a list of rules, or two of them have one code.
 */
export function rulesOf(exported: unknown, file: string): readonly Rule[] {
  if (!Array.isArray(exported)) {
    const remedy = "Export one: export default [rule('…', …)].";
    throw new Refusal({ file, problem: 'Its default export is not a list of rules.', remedy });
  }
  const items: readonly unknown[] = exported;
  const rules = items.filter(isRule);
  if (rules.length < items.length) {
    const position = items.findIndex((item) => !isRule(item)) + 1;
    const problem = `Item ${position} of its list is not a rule.`;
    throw new Refusal({ file, problem, remedy: "Make it by rule('…', …)." });
  }
  return rules;
}

/**
 * Refuses rules of which two have one code: a waiver of the one would be one of the other.
 *
 * @throws Refusal that names them.
 */
export function refuseEqualCodes(rules: readonly Rule[]): void {
  for (const { code, name } of rules) {
    const others = rules.filter((each) => each.code === code);
    if (others.length === 1) continue;
    const names = formatNames(new Set(others.map((each) => each.name)));
    const problem = `${others.length} rules are called "${code}" in reports and waivers: ${names}.`;
    throw new Refusal({ object: `rule "${name}"`, problem, remedy: "Give one another: rule('…', …, { code: '…' })." });
  }
}

function isRule(value: unknown): value is Rule {
  return typeof value === 'object' && value !== null && 'check' in value && 'code' in value && 'name' in value;
}
