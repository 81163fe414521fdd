import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { apiRules } from '@k8s-blocks/api-rules';
import { stackRules } from '@k8s-blocks/verify';
import { type Docstring, parseDocstring } from './docstring.ts';

/** A rule, as its docstrings describe it. */
export interface RuleDoc {
  readonly name: string;
  readonly severity: string;
  /** What it says and why, as Markdown paragraphs. */
  readonly text: string;
  /** The smallest fragment of a manifest that is wrong, as YAML. */
  readonly example?: string;
  /** The pages that it rests on. */
  readonly links: readonly string[];
  /** The codes of its findings. */
  readonly codes: readonly string[];
}

/** The rules of the page, by where they are kept. */
export interface RuleDocs {
  /** Between the objects of one environment. */
  readonly stack: readonly RuleDoc[];
  /** Between two environments in one cluster. */
  readonly separation: readonly RuleDoc[];
  /** What an API server refuses of one object. */
  readonly object: readonly RuleDoc[];
}

/** Reads the docstrings of every rule. Each rule has a file of its name. */
export function readRuleDocs(workspace: string): RuleDocs {
  const [between, separation, single] = ['verify/src/rules', 'verify/src/separation-rules', 'api-rules/src/rules'].map(
    (folder) => join(workspace, 'packages', folder),
  ) as [string, string, string];
  const isSeparation = ({ name }: Named) => existsSync(join(separation, `${name}.ts`));
  return {
    stack: docsOf(
      between,
      stackRules.filter((rule) => !isSeparation(rule)),
    ),
    separation: docsOf(separation, stackRules.filter(isSeparation)),
    object: docsOf(single, apiRules),
  };
}

interface Named {
  readonly name: string;
  readonly severity: string;
}

/** Several rules of one file may have one name: they are described together. */
function docsOf(folder: string, rules: readonly Named[]): RuleDoc[] {
  const bySeverity = new Map(rules.map(({ name, severity }) => [name, severity]));
  return Array.from(bySeverity, ([name, severity]) => {
    const source = readFileSync(join(folder, `${name}.ts`), 'utf8');
    const docstrings = docstringsIn(source);
    if (docstrings.length === 0) throw new Error(`The rule ${name} has no docstring.`);
    const tags = docstrings.flatMap((each) => each.tags);
    const [example] = textsOf(tags, 'example');
    return {
      name,
      severity,
      text: docstrings.map(({ text }) => text).join('\n\n'),
      ...(example === undefined ? {} : { example }),
      links: textsOf(tags, 'see'),
      codes: codesIn(source),
    };
  });
}

function textsOf(tags: Docstring['tags'], wanted: string): string[] {
  return tags.filter(({ name }) => name === wanted).map(({ text }) => text);
}

/** The docstrings of the constants that a file exports, which are its rules; of its functions if it has no constant. */
function docstringsIn(source: string): Docstring[] {
  const commented = source
    .split('/**')
    .slice(1)
    .map((part) => part.split('*/\n', 2));
  const before = (declaration: string) => commented.filter(([, code = '']) => code.startsWith(declaration));
  const constants = before('export const ');
  const rules = constants.length > 0 ? constants : before('export function');
  return rules.map(([comment = '']) => parseDocstring(`/**${comment}*/`));
}

/** The codes in the type of a rule: `type Code = 'a' | 'b'`, or `StackRule<'a' | 'b'>`. */
function codesIn(source: string): string[] {
  const named = textBetween(source, '\ntype Code =', ';');
  const type = named === '' ? textBetween(source, 'StackRule<', '>') : named;
  return Array.from(type.matchAll(/'([\w-]+)'/g), ([, code = '']) => code);
}

/** The text between the first occurrence of a text and the next one of another; empty if there is none. */
function textBetween(text: string, start: string, end: string): string {
  const [, rest = ''] = text.split(start, 2);
  return rest.split(end, 1)[0] ?? '';
}
