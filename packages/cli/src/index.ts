export { type Command, run } from './run.ts';
