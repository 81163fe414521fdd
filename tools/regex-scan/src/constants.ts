import type { AnyNode } from 'acorn';

/** The constants of a module by their names, as they are initialized. */
export type Constants = ReadonlyMap<string, AnyNode>;

/** The constants of a module. A name that is declared more than once, in several functions, is left out. */
export function constantsIn(nodes: readonly AnyNode[]): Constants {
  const constants = new Map<string, AnyNode>();
  const ambiguous = new Set<string>();
  for (const node of nodes) {
    if (node.type !== 'VariableDeclarator' || node.id.type !== 'Identifier') continue;
    const { name } = node.id;
    if (constants.has(name) || !node.init) ambiguous.add(name);
    else constants.set(name, node.init);
  }
  for (const name of ambiguous) constants.delete(name);
  return constants;
}

/** The text that an expression always has: a string or a template of constants, or the source of a regular expression. */
export function constantText(node: AnyNode, constants: Constants): string | undefined {
  switch (node.type) {
    case 'Literal':
      return node.regex?.pattern ?? (typeof node.value === 'string' ? node.value : undefined);
    case 'Identifier':
      return constantOf(node.name, constants, constantText);
    case 'TemplateLiteral':
      return joined(
        node.quasis.map(({ value }) => value.cooked),
        node.expressions,
        constants,
      );
    case 'TaggedTemplateExpression':
      return isStringRaw(node.tag)
        ? joined(
            node.quasi.quasis.map(({ value }) => value.raw),
            node.quasi.expressions,
            constants,
          )
        : undefined;
    case 'BinaryExpression':
      return node.operator === '+' ? joined(['', '', ''], [node.left, node.right], constants) : undefined;
    case 'MemberExpression':
      return isNamed(node.property, 'source') ? constantText(node.object, constants) : undefined;
    default:
      return undefined;
  }
}

/** The flags of an expression that is a regular expression. Default: none. */
export function constantFlags(node: AnyNode, constants: Constants): string {
  if (node.type === 'Literal') return node.regex?.flags ?? '';
  return node.type === 'Identifier' ? (constantOf(node.name, constants, constantFlags) ?? '') : '';
}

function constantOf<T>(name: string, constants: Constants, read: (node: AnyNode, constants: Constants) => T) {
  const node = constants.get(name);
  if (node === undefined) return undefined;
  // Without the constant itself, so that one that is initialized with itself has no value, and does not recurse for ever.
  return read(node, new Map([...constants].filter(([other]) => other !== name)));
}

/** Pieces of text with the values between them, if all of those are constants. */
function joined(pieces: readonly (string | null | undefined)[], values: readonly AnyNode[], constants: Constants) {
  const texts = values.map((value) => constantText(value, constants));
  if (texts.includes(undefined)) return undefined;
  return pieces.map((piece, index) => `${piece ?? ''}${texts[index] ?? ''}`).join('');
}

function isStringRaw(node: AnyNode): boolean {
  return node.type === 'MemberExpression' && isNamed(node.object, 'String') && isNamed(node.property, 'raw');
}

function isNamed(node: AnyNode, name: string): boolean {
  return node.type === 'Identifier' && node.name === name;
}
