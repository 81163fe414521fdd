export type { Command, Options } from './command.ts';
export { run } from './run.ts';
