export * from './contracts.ts';
export { type EnvironmentName, system } from './system.ts';
