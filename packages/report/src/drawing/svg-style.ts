import { NAME_SIZE, PORTS_SIZE } from './boxes.ts';

/** The custom properties of a picture: what its style takes its colours from. */
type MapColours = Readonly<Record<`--map-${string}`, string>>;

/** The colours of a picture on a light ground, as custom properties. A page may set others. */
const LIGHT: MapColours = {
  '--map-background': '#fbfbfc',
  '--map-ink': '#1b2430',
  '--map-muted': '#566273',
  '--map-namespace': '#f0f3f8',
  '--map-namespace-line': '#d3dae5',
  '--map-box': '#ffffff',
  '--map-box-line': '#7c8aa0',
  '--map-arrow': '#8490a3',
  '--map-focus': '#0b62d6',
  '--map-added': '#116329',
  '--map-removed': '#b3261e',
  '--map-changed': '#7a4d00',
};

const DARK: MapColours = {
  '--map-background': '#12161c',
  '--map-ink': '#e6ebf2',
  '--map-muted': '#a3b0c2',
  '--map-namespace': '#1a2029',
  '--map-namespace-line': '#313b49',
  '--map-box': '#232b36',
  '--map-box-line': '#66758a',
  '--map-arrow': '#74829a',
  '--map-focus': '#7db4ff',
  '--map-added': '#5fd07f',
  '--map-removed': '#ff8a80',
  '--map-changed': '#e8b54a',
};

/** The colours of pictures, on a light and on a dark ground: declarations of custom properties, for a rule of CSS. */
export const MAP_COLOURS = { light: declarations(LIGHT), dark: declarations(DARK) } as const;

/**
 * The rules of pictures, which take their colours from custom properties. What a change does is also said by words and by dashes:
 * colours are not the only sign.
 */
export const MAP_STYLE = `
.map { font: ${NAME_SIZE}px system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
.map .background { fill: var(--map-background); }
.map text { fill: var(--map-ink); }
.map .namespace rect { fill: var(--map-namespace); stroke: var(--map-namespace-line); }
.map .heading { fill: var(--map-muted); font-weight: 600; stroke: var(--map-namespace); stroke-width: 4px; paint-order: stroke; }
.map .node rect { fill: var(--map-box); stroke: var(--map-box-line); }
.map .node text { text-anchor: middle; font-weight: 600; }
.map .outside rect { fill: var(--map-background); stroke-dasharray: 4 3; }
.map .outside text { fill: var(--map-muted); font-weight: 400; font-style: italic; }
.map .arrow path { fill: none; stroke: var(--map-arrow); stroke-width: 1.2; }
.map .arrow .head { fill: var(--map-arrow); stroke: none; }
.map .arrow rect { fill: var(--map-background); stroke: var(--map-namespace-line); }
.map .arrow .to-itself { fill: transparent; stroke: none; }
.map .arrow text, .map .node .change { text-anchor: middle; fill: var(--map-muted); font-size: ${PORTS_SIZE}px; font-weight: 400; }
.map .change { font-weight: 700; }
${changeRules(['opens', 'creates'], 'added', 'none')}
${changeRules(['closes', 'deletes'], 'removed', '7 4')}
${changeRules(['rolls', 'replaces', 'changes'], 'changed', '2 3')}
.map :is(.arrow, .service):is(:hover, :focus-visible) :is(path, rect) { stroke: var(--map-focus); }
.map .arrow:is(:hover, :focus-visible) .head { fill: var(--map-focus); stroke: none; }
.map :is(.arrow, .service):is(:hover, :focus-visible) text { fill: var(--map-ink); }
.map :focus-visible { outline: 2px solid var(--map-focus); outline-offset: 1px; }`.trim();

/** The style of a picture in a file of its own: by the wish of the reader, light or dark. */
export const STANDALONE_STYLE = `
.map { ${MAP_COLOURS.light} }
@media (prefers-color-scheme: dark) { .map { ${MAP_COLOURS.dark} } }
${MAP_STYLE}`.trim();

function declarations(colours: MapColours): string {
  return Object.entries(colours)
    .map(([name, value]) => `${name}: ${value};`)
    .join(' ');
}

/** Thicker lines than others, each sort of change with dashes of its own. */
function changeRules(changes: readonly string[], colour: string, dashes: string): string {
  const changed = `.map :is(${changes.map((change) => `[data-change=${change}]`).join(', ')})`;
  return [
    `${changed} :is(path, rect) { stroke: var(--map-${colour}); stroke-width: 2.2; stroke-dasharray: ${dashes}; }`,
    `${changed} .head { fill: var(--map-${colour}); stroke: none; }`,
    `${changed}:is(.arrow) text, ${changed} .change { fill: var(--map-${colour}); }`,
  ].join('\n');
}
