import { type AST, RegExpParser, visitRegExpAST } from '@eslint-community/regexpp';

type WithAlternatives = AST.Pattern | AST.Group | AST.CapturingGroup;

/**
 * What an expression also is, where one of its alternatives fails and another matches, or an optional group fails and is left
 * out: the expression with each alternative alone, and with each optional group obligatory.
 *
 * One that goes on behind each match tries them again there. `/<[^>]*>|./g` finds a match at once at every `<`, and yet
 * has looked for a `>` to the end of the text before.
 */
export function alone(source: string, flags: string): readonly string[] {
  const sources = new Set<string>();
  const replace = ({ start, end }: AST.Node, raw: string) =>
    sources.add(source.slice(0, start) + raw + source.slice(end));
  const eachAlternative = (node: WithAlternatives) => {
    if (node.alternatives.length > 1) for (const { raw } of node.alternatives) replace(node, `(?:${raw})`);
  };
  visitRegExpAST(parse(source, flags), {
    onPatternEnter: eachAlternative,
    onGroupEnter: eachAlternative,
    onCapturingGroupEnter: eachAlternative,
    onQuantifierEnter: (node) => {
      if (node.min === 0 && node.element.type.endsWith('Group')) replace(node, node.element.raw);
    },
  });
  return [...sources].filter((each) => isExpression(each, flags));
}

function parse(source: string, flags: string): AST.Pattern {
  const unicodeSets = flags.includes('v');
  return new RegExpParser().parsePattern(source, 0, source.length, { unicode: flags.includes('u'), unicodeSets });
}

/** A reference to a group that is gone, with another alternative, makes it none. */
function isExpression(source: string, flags: string): boolean {
  try {
    // regex: it is only compiled, and never run.
    return new RegExp(source, flags) instanceof RegExp;
  } catch {
    return false;
  }
}
