import { isSame, type Varying } from '../manifests/varying.ts';
import { type Code, literal, textLiteral } from '../typescript/code.ts';

/** Code that says whether the environment is one of some of those of the values. */
export function condition(some: ReadonlySet<string>, all: Varying): string {
  const names = [...all.keys()].filter((name) => some.has(name));
  const others = [...all.keys()].filter((name) => !some.has(name));
  const [one, another] = [names[0] ?? '', others[0] ?? ''];
  if (names.length === 1) return `env.name === ${quoted(one)}`;
  if (others.length === 1) return `env.name !== ${quoted(another)}`;
  return `[${names.map(quoted).join(', ')}].includes(env.name)`;
}

function quoted(name: string): string {
  return textLiteral(name).raw;
}

/** Different types, or values of a field with few: said for each environment. */
export function choice(values: Varying): Code {
  const groups: { readonly value: unknown; readonly names: Set<string> }[] = [];
  for (const [name, value] of values) {
    const group = groups.find((each) => isSame(each.value, value));
    if (group === undefined) groups.push({ value, names: new Set([name]) });
    else group.names.add(name);
  }
  const [base, ...others] = groups;
  return others.reduce<Code>(
    (otherwise, { value, names }) => ({ when: condition(names, values), chosen: literal(value), otherwise }),
    literal(base?.value),
  );
}
