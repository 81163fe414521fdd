export { type Connection, connection } from './connection.ts';
export { type Contract, contract, type OfferedPort, type PortDefinition, type Protocol } from './contract.ts';
export type { Environment, EnvironmentDefinition } from './environment.ts';
export { anywhere, type Outside, type OutsidePort, outsideNamespace } from './outside.ts';
export type { ServiceEnvironment } from './service-environment.ts';
export { type Stack, type StackDefinition, stack } from './stack.ts';
