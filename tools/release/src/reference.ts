import type { BuiltPackage } from './built-packages.ts';
import { type Docstring, parseDocstring } from './docstring.ts';
import type { EntryApi } from './extract-api.ts';

/**
 * The page of a package: what its entries export, with docstrings. A declaration that several entries have stands under the
 * first of them.
 */
export function referencePage({ manifest }: BuiltPackage, apis: readonly EntryApi[]): string {
  const printed = new Set<string>();
  const sections = apis.map(({ entry, declarations }) => {
    const isMain = entry.name === manifest.name;
    const own = declarationsOf(declarations).filter(({ code }) => !printed.has(code));
    for (const { code } of own) printed.add(code);
    const parts = own.map((each) => section(each, isMain ? '##' : '###'));
    return [...(isMain ? [] : [`## ${entry.name}`]), ...parts].join('\n\n');
  });
  return `${[`# ${manifest.name}`, manifest.description, ...sections].join('\n\n')}\n`;
}

/** The index: a table with links to the pages of all packages. */
export function referenceIndex(packages: readonly BuiltPackage[]): string {
  const rows = packages.map(({ name, manifest }) => `| [${manifest.name}](${name}.md) | ${manifest.description} |`);
  return ['# Reference', '', '| package | what it is |', '|---|---|', ...rows, ''].join('\n');
}

/** A declaration of a file, with its docstring. */
interface Declaration {
  readonly name: string;
  readonly docstring: string;
  readonly code: string;
}

const DECLARATION =
  /^(?<docstring>\/\*\*.*?\*\/\n)?(?<code>(?:export )?(?:declare |type |interface )(?<head>[^\n]*).*)$/s;
const NAME = /^(?:abstract )?(?:const|function|class|interface|type|enum)? ?(?<name>\w+)/;

/** The declarations of a file, without imports and re-exports. */
function declarationsOf(file: string): readonly Declaration[] {
  // A declaration, with its docstring, follows an empty line and is not indented; lines within a declaration are.
  return file.split(/\n\n(?=\S)/).flatMap((block) => {
    const { docstring = '', code = '', head = '' } = DECLARATION.exec(block.trim())?.groups ?? {};
    const name = NAME.exec(head)?.groups?.name;
    return name === undefined ? [] : [{ name, docstring, code: code.replace(/\bdeclare /, '') }];
  });
}

function section({ name, docstring, code }: Declaration, heading: string): string {
  const prose = docstring === '' ? [] : [proseOf(docstring)];
  return [`${heading} ${name}`, ...prose, `\`\`\`ts\n${code}\n\`\`\``].join('\n\n');
}

/** A docstring as Markdown. */
function proseOf(docstring: string): string {
  const { text, tags } = parseDocstring(docstring);
  return [text, tags.map(formatTag).join('\n').trim()].filter((part) => part !== '').join('\n\n');
}

function formatTag({ name, text }: Docstring['tags'][number]): string {
  if (name === 'param') return `- ${text.replace(/^(\S+)(?: -)?/, '`$1`:')}`;
  if (name === 'example') return `\n\`\`\`ts\n${text}\n\`\`\``;
  if (name === 'see') return `- See ${text}`;
  return `- ${name.charAt(0).toUpperCase()}${name.slice(1)}: ${text}`;
}
