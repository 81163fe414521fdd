import { type Code, namesIn } from '../typescript/code.ts';
import { constant, destructured } from '../typescript/module.ts';
import { print } from '../typescript/print.ts';

/** A constant of a method. */
export interface Constant {
  readonly name: string;
  readonly code: Code;
}

/**
 * A method of an app's definition that returns code, with the settings that it uses; an arrow function where it only returns.
 *
 * @param settings the names of all settings.
 */
export function methodLines(
  name: string,
  constants: readonly Constant[],
  result: Code,
  settings: readonly string[],
): string[] {
  const names = new Set([...constants.map(({ code }) => code), result].flatMap((code) => [...namesIn(code)]));
  const used = settings.filter((setting) => names.has(setting));
  const env = names.has('env') || used.length > 0 ? 'env' : '';
  if (constants.length + used.length === 0) {
    // An object needs parentheses, a call does not.
    const [open, close] = 'entries' in result ? ['(', ')'] : ['', ''];
    const start = `  ${name}: (${env}) => ${open}`;
    return [`${start}${print(result, { indent: 2, before: start.length, after: close.length + 1 })}${close},`];
  }
  return [
    `  ${name}(${env}) {`,
    ...(used.length === 0 ? [] : [destructured(used, 'env.settings', 4)]),
    ...constants.map((each) => constant(each.name, each.code, { indent: 4 })),
    `    return ${print(result, { indent: 4, before: 11, after: 1 })};`,
    '  },',
  ];
}
