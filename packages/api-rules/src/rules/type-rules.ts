import type { TypeRule } from '../type-rule.ts';
import { customResourceDefinition } from './custom-resource-definition.ts';
import { customResourceSchema } from './custom-resource-schema.ts';
import { customResourceVersion } from './custom-resource-version.ts';
import { labelSelector } from './label-selector.ts';

/** The rules for the values of types. The kinds that have object rules of their own are judged by those instead. */
export const typeRules: readonly TypeRule[] = [
  customResourceDefinition,
  customResourceSchema,
  customResourceVersion,
  labelSelector,
];
