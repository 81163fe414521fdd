import { apiRules } from '@k8s-blocks/api-rules';
import { stackRules } from '@k8s-blocks/verify';

/** The names of all rules of `verify`: those that a waiver may name. */
export const ruleNames: ReadonlySet<string> = new Set([...apiRules, ...stackRules].map(({ name }) => name));
