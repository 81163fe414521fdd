import { apiRules } from '@k8s-blocks/api-rules';
import { stackRules } from '@k8s-blocks/verify';

/** Every rule of `verify` that may be waived. */
export const ruleNames: ReadonlySet<string> = new Set([...apiRules, ...stackRules].map(({ name }) => name));
