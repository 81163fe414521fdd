import {
  type CallCode,
  type ChoiceCode,
  type Code,
  type Entry,
  escapedTemplate,
  IDENTIFIER,
  keyText,
  type Spread,
  type TemplateCode,
  type TypedCode,
} from './code.ts';

/** The longest line that a formatter leaves as it is. */
const WIDTH = 120;

/** Where code is printed. */
interface At {
  /** The columns that lines after the first one are indented. */
  readonly indent: number;
  /** The columns before the code in its first line. */
  readonly before: number;
  /** The columns that follow it in its last line, such as a comma. */
  readonly after: number;
}

/**
 * Code as Biome and Prettier would format it with lines of 120 columns: in one line where it fits, and otherwise an entry a
 * line.
 *
 * @param before the columns before it in its first line.
 */
export function print(code: Code, { indent = 0, before = indent, after = 0 }: Partial<At> = {}): string {
  const line = flat(code);
  if (line !== undefined && before + line.length + after <= WIDTH) return line;
  if ('list' in code)
    return lines(
      '[',
      code.list.map((each) => printItem(each, indent + 2)),
      ']',
      indent,
    );
  if ('entries' in code)
    return lines(
      '{',
      code.entries.map((each) => printEntry(each, indent + 2)),
      '}',
      indent,
    );
  if ('call' in code) return printCall(code, { indent, before, after });
  if ('when' in code) return printChoice(code, indent);
  if ('typed' in code) return print(code.typed, { indent, before: WIDTH }) + satisfies(code);
  return 'template' in code ? template(code) : code.raw;
}

/** The code in one line; undefined if it has several, or is too long for one. */
export function flat(code: Code): string | undefined {
  if ('raw' in code) return code.raw.includes('\n') ? undefined : code.raw;
  if ('template' in code) return template(code);
  if ('list' in code) return isBroken(code.list) ? undefined : joined(code.list, flatItem, '[', ']');
  if ('entries' in code) {
    const entries = joined(code.entries, flatEntry, '{ ', ' }');
    return entries === '{  }' ? '{}' : entries;
  }
  if ('call' in code) return code.comment === undefined ? joined(code.args, flat, `${code.call}(`, ')') : undefined;
  if ('typed' in code) {
    const typed = flat(code.typed);
    return typed === undefined ? undefined : typed + satisfies(code);
  }
  const [chosen, otherwise] = [flat(code.chosen), flat(code.otherwise)];
  return chosen === undefined || otherwise === undefined ? undefined : `${code.when} ? ${chosen} : ${otherwise}`;
}

/** A template in one line, however long: formatters leave what stands within it as it is. */
function template({ template: parts }: TemplateCode): string {
  const printed = parts.map((each) =>
    typeof each === 'string' ? escapedTemplate(each) : `\${${flat(each) ?? print(each)}}`,
  );
  return `\`${printed.join('')}\``;
}

function satisfies({ type }: TypedCode): string {
  return ` satisfies ${type}`;
}

/** A list of several objects, or of several lists, each with more than one entry, has a line for each. */
function isBroken(list: readonly (Code | Spread)[]): boolean {
  if (list.length < 2) return false;
  const hasMany = (each: Code | Spread, kind: 'entries' | 'list') =>
    kind === 'entries' ? 'entries' in each && each.entries.length > 1 : 'list' in each && each.list.length > 1;
  return list.every((each) => hasMany(each, 'entries')) || list.every((each) => hasMany(each, 'list'));
}

/** Parts in one line; undefined where one has several, or where they are too many for a line anyway. */
function joined<Part>(
  parts: readonly Part[],
  flatPart: (part: Part) => string | undefined,
  open: string,
  close: string,
): string | undefined {
  let line = open;
  for (const [index, part] of parts.entries()) {
    const text = flatPart(part);
    if (text === undefined || line.length > WIDTH) return undefined;
    line += index === 0 ? text : `, ${text}`;
  }
  return line + close;
}

function isSpread(item: Code | Spread | Entry): item is Spread {
  return 'spread' in item;
}

function flatItem(item: Code | Spread): string | undefined {
  return isSpread(item) ? flatSpread(item, 'list') : flat(item);
}

function flatEntry(entry: Entry | Spread): string | undefined {
  if (isSpread(entry)) return flatSpread(entry, 'object');
  if (entry.comment !== undefined) return undefined;
  const value = flat(entry.value);
  return value === undefined || isShorthand(entry, value) ? value : `${keyText(entry.key)}: ${value}`;
}

/** Whether an entry is a variable under its own name. A literal may look the same: `{ true: true }`. */
function isShorthand({ key }: Entry, value: string): boolean {
  return key === value && IDENTIFIER.test(key) && key !== 'true' && key !== 'false';
}

function flatSpread({ spread, when }: Spread, within: 'list' | 'object'): string | undefined {
  const value = flat(spread);
  if (value === undefined || when === undefined) return value && `...${value}`;
  return within === 'object' ? `...(${when} && ${value})` : `...(${when} ? ${value} : [])`;
}

function lines(open: string, parts: readonly string[], close: string, indent: number): string {
  if (parts.length === 0) return open + close;
  const inner = ' '.repeat(indent + 2);
  return [open, ...parts.map((part) => `${inner}${part},`), ' '.repeat(indent) + close].join('\n');
}

function printItem(item: Code | Spread, indent: number): string {
  const comment = 'comment' in item ? commentLines(item.comment, indent) : '';
  const code = 'comment' in item ? { call: item.call, args: item.args } : item;
  return comment + (isSpread(code) ? printSpread(code, 'list', indent) : print(code, { indent, after: 1 }));
}

function printEntry(entry: Entry | Spread, indent: number): string {
  if (isSpread(entry)) return printSpread(entry, 'object', indent);
  const key = keyText(entry.key);
  const line = flat(entry.value);
  const comment = commentLines(entry.comment, indent);
  if (line !== undefined && isShorthand(entry, line)) return comment + line;
  const isTooLong = line !== undefined && indent + key.length + 2 + line.length + 1 > WIDTH;
  // A text moves to a line of its own, unless its key is as short as what that saves; so does a choice.
  const isText = 'raw' in entry.value || 'template' in entry.value;
  const isMoved = (isText && isTooLong && key.length > 4) || 'when' in entry.value;
  if (isMoved && (isTooLong || line === undefined)) {
    const below = ' '.repeat(indent + 2);
    return `${comment}${key}:\n${below}${print(entry.value, { indent: indent + 2, after: 1 })}`;
  }
  return `${comment}${key}: ${print(entry.value, { indent, before: indent + key.length + 2, after: 1 })}`;
}

function commentLines(comment: string | undefined, indent: number): string {
  if (comment === undefined) return '';
  return comment
    .split('\n')
    .map((line, index) => `${index === 0 ? '' : ' '.repeat(indent)}// ${line}\n`)
    .join('')
    .concat(' '.repeat(indent));
}

function printSpread({ spread, when }: Spread, within: 'list' | 'object', indent: number): string {
  const line = flatSpread({ spread, ...(when === undefined ? {} : { when }) }, within);
  if (line !== undefined && indent + line.length + 1 <= WIDTH) return line;
  if (when === undefined) return `...${print(spread, { indent, before: indent + 3, after: 1 })}`;
  if (within === 'object') return `...(${when} && ${print(spread, { indent, before: WIDTH })})`;
  const inner = ' '.repeat(indent + 2);
  return `...(${when}\n${inner}? ${print(spread, { indent: indent + 4, after: 1 })}\n${inner}: [])`;
}

/** The last argument, if it is an object or a list, begins in the line of the call; otherwise each has a line. */
function printCall({ call, args }: CallCode, { indent, before }: At): string {
  const last = args.at(-1);
  const head = joined(args.slice(0, -1), flat, '', '');
  const isHugged =
    last !== undefined && (('entries' in last && last.entries.length > 0) || ('list' in last && last.list.length > 0));
  const start = `${call}(${head === '' || head === undefined ? '' : `${head}, `}`;
  if (isHugged && head !== undefined && before + start.length + 1 <= WIDTH) {
    return `${start}${print(last, { indent, before: WIDTH })})`;
  }
  return lines(
    `${call}(`,
    args.map((each) => print(each, { indent: indent + 2, after: 1 })),
    ')',
    indent,
  );
}

function printChoice({ when, chosen, otherwise }: ChoiceCode, indent: number): string {
  const inner = ' '.repeat(indent + 2);
  const branch = (code: Code) => print(code, { indent: indent + 4 });
  return `${when}\n${inner}? ${branch(chosen)}\n${inner}: ${branch(otherwise)}`;
}
