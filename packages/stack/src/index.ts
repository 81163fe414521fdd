export * from './contracts.ts';
export { coreStartOrder, type EnvironmentName, system } from './system.ts';
