import { Refusal } from '@k8s-blocks/refusal';

/** What Node and tsx say of a package.json, on the way to a module, that is not JSON. */
const NOT_JSON = /^(?:Invalid package config|Error parsing:) (.*package\.json)/;

/** The refusal for what Node or tsx throws where a package.json is not JSON; undefined for any other error. */
export function packageRefusal(error: unknown): Refusal | undefined {
  const [, file] = NOT_JSON.exec(error instanceof Error ? error.message : '') ?? [];
  return file === undefined ? undefined : new Refusal({ file, problem: 'It is not JSON.', remedy: 'Correct it.' });
}
