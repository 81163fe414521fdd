import { Refusal } from '@k8s-blocks/refusal';

/** The messages of Node and tsx if the package.json nearest to an imported module is not JSON. */
const NOT_JSON = /^(?:Invalid package config|Error parsing:) (.*package\.json)/;

/** The refusal for the error that Node or tsx throws if a package.json is not JSON; undefined for any other error. */
export function packageRefusal(error: unknown): Refusal | undefined {
  const [, file] = NOT_JSON.exec(error instanceof Error ? error.message : '') ?? [];
  return file === undefined ? undefined : new Refusal({ file, problem: 'It is not JSON.', remedy: 'Correct it.' });
}
