export type { DeclaredConnection, Party } from './connection.ts';
export type { Finding } from './finding.ts';
export {
  applyWaivers,
  type ProvidedSecret,
  type SeparationInput,
  type StackInput,
  type StackRule,
  stackRules,
  verifySeparation,
  verifyStack,
  type WaivedFinding,
} from './stack/index.ts';
