/** What an element may contain. Text is text: nothing here is ever parsed as HTML. */
export type Content = Node | string | undefined | false;

type Attributes = Readonly<Record<string, string | number | boolean | undefined | (() => void)>>;

/**
 * An element of HTML. An attribute that is a function is called at a click; `true` is an attribute without a value; `false` and
 * undefined are none.
 */
export function h<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...content: readonly (Content | readonly Content[])[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener('click', value);
    else if (value !== undefined && value !== false) element.setAttribute(key, value === true ? '' : String(value));
  }
  element.append(...shown(content.flat()));
  return element;
}

/** Puts content in place of what an element has. */
export function replace(element: Element, ...content: readonly (Content | readonly Content[])[]): void {
  element.replaceChildren(...shown(content.flat()));
}

/** The element with an id, which the page has. */
export function byId(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`The page has no element "${id}".`);
  return found;
}

/** A table. The first cell of each row is its header, unless there is one column only. */
export function table(
  caption: string,
  columns: readonly string[],
  rows: readonly (readonly (Content | readonly Content[])[])[],
): HTMLElement {
  const head = h(
    'tr',
    {},
    columns.map((column) => h('th', { scope: 'col' }, column)),
  );
  const body = rows.map((cells) =>
    h(
      'tr',
      {},
      cells.map((cell, index) => (index === 0 ? h('th', { scope: 'row' }, cell) : h('td', {}, cell))),
    ),
  );
  return h(
    'div',
    { class: 'scrolls', tabindex: 0, role: 'region', 'aria-label': caption },
    h('table', {}, h('caption', { class: 'unseen' }, caption), h('thead', {}, head), h('tbody', {}, body)),
  );
}

function shown(content: readonly (Content | readonly Content[])[]): (Node | string)[] {
  return content.flat().filter((each): each is Node | string => each !== undefined && each !== false);
}
