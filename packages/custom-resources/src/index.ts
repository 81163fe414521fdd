export { type DefinedVersion, Definition, type Judgement } from './definition.ts';
export { Definitions, isDefinition } from './definitions.ts';
export type { EmbeddedObject } from './embedded.ts';
export type { UnjudgedRule } from './rules.ts';
export { transitionViolations } from './transitions.ts';
export type { ResourceViolation, ViolationCode } from './violation.ts';
