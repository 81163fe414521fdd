export { agentRuntime, agentSociety, connector, tigerbeetle } from './contracts.ts';
export { type EnvironmentName, system } from './system.ts';
