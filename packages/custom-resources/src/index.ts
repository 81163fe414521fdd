export { type DefinedVersion, Definition, type Judgement } from './definition.ts';
export { Definitions, isDefinition } from './definitions.ts';
export type { EmbeddedObject } from './embedded.ts';
export { transitionViolations } from './transitions.ts';
export type { ResourceViolation, UnjudgedRule, ViolationCode } from './violation.ts';
