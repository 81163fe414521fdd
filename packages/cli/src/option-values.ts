import type { OptionSpec, OptionSpecs } from './command-spec.ts';

/** The values of options, as a command reads them: of `allow-remote`, it is `allowRemote`. */
export type OptionValues<Specs extends OptionSpecs> = {
  readonly [Name in keyof Specs & string as CamelCase<Name>]: ValueOf<Specs[Name]>;
};

/** A flag is given or not; an option that repeats is a list; any other is undefined where it is not given and has no default. */
type ValueOf<Spec extends OptionSpec> = Spec extends { readonly value: string }
  ? Spec extends { readonly repeats: true }
    ? readonly ChoiceOf<Spec>[]
    : Spec extends { readonly default: string } | { readonly defaultFolder: string }
      ? ChoiceOf<Spec>
      : ChoiceOf<Spec> | undefined
  : boolean;

type ChoiceOf<Spec extends OptionSpec> = Spec extends { readonly choices: readonly (infer Choice)[] } ? Choice : string;

type CamelCase<Name extends string> = Name extends `${infer First}-${infer Rest}`
  ? `${First}${Capitalize<CamelCase<Rest>>}`
  : Name;

/** The name by which a command reads an option: `allowRemote` of `allow-remote`. */
export function camelCase(name: string): string {
  return name.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}
