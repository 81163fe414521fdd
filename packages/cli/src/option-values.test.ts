import { expect, expectTypeOf, it } from 'vitest';
import { readArguments } from './arguments.ts';
import type { OptionSpecs } from './command-spec.ts';
import { allowRemote, format, root } from './commands/options.ts';
import type { OptionsOf } from './commands.ts';
import type { OptionValues } from './option-values.ts';

it('the type of options derives from the table: flags, choices, lists, and what is not given', () => {
  const specs = {
    root,
    'allow-remote': allowRemote,
    format: format(['text', 'json']),
    schemas: { value: '<folder>', summary: '', repeats: true },
    'fail-on': { value: '<what>', summary: '', choices: ['difference', 'refusal'] },
    link: { value: '<url>', summary: '' },
  } as const satisfies OptionSpecs;
  expectTypeOf<OptionValues<typeof specs>>().toEqualTypeOf<{
    readonly root: string;
    readonly allowRemote: boolean;
    readonly format: 'text' | 'json';
    readonly schemas: readonly string[];
    readonly failOn: 'difference' | 'refusal' | undefined;
    readonly link: string | undefined;
  }>();
});

it('a command cannot read an option that it does not take', () => {
  expectTypeOf<OptionsOf<'check'>>().toEqualTypeOf<{ readonly root: string }>();
  expectTypeOf<OptionsOf<'import'>['environment']>().toEqualTypeOf<readonly string[]>();
  expectTypeOf<OptionsOf<'completion'>>().toEqualTypeOf<Record<never, never>>();
});

it('options are what their types say, given or not', () => {
  const optionsOf = (...args: string[]) => {
    const parsed = readArguments(args);
    return 'options' in parsed ? parsed.options : undefined;
  };
  const notGiven = { context: undefined, environment: undefined };
  expect(optionsOf('dry-run', 'a', '--root', 'x')).toEqual({ root: 'x', ...notGiven });
  expect(optionsOf('import', 'a', '--environment', 'a=b', '--environment', 'c=d', '--dry-run')).toEqual({
    environment: ['a=b', 'c=d'],
    out: 'imported',
    dryRun: true,
    namespace: undefined,
    allowRemote: false,
  });
  expect(optionsOf('verify', 'manifests', '--schemas', 'crds')).toEqual({
    root: 'k8s',
    out: 'dist/k8s',
    built: false,
    schemas: ['crds'],
    allowRemote: false,
    kubernetes: undefined,
    format: 'text',
    verbose: false,
    matrix: undefined,
  });
});
