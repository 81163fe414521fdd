import { announce } from './announce.ts';
import { connectionDetails } from './connection-details.ts';
import { data } from './data.ts';
import { byId, type Content, h, replace } from './dom.ts';
import { drawnDetails } from './drawn-details.ts';
import { overview } from './overview.ts';
import { pairDetails } from './pair-details.ts';
import { serviceDetails } from './service-details.ts';
import { current, type Selection, type State, show, watch } from './state.ts';

/** Where the keyboard was when details were opened: there it returns. */
let opener: Element | undefined;

/** Shows the details of what is selected. */
export function startDetails(): void {
  watch(({ selection, environment }, before) => {
    const isOther = selection !== before?.selection;
    if (!isOther && environment === before?.environment) return;
    const isOpening = isOther && selection !== undefined && before !== undefined;
    if (isOpening && before.selection === undefined) opener = document.activeElement ?? undefined;
    fill(selection, environment);
    if (isOpening) byId('details-title').focus({ preventScroll: true });
    if (isOther && selection === undefined && before !== undefined) giveFocusBack(before);
  });
  addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !event.defaultPrevented && current().selection !== undefined) close();
  });
}

function close(): void {
  show({ selection: undefined });
}

function fill(selection: Selection | undefined, environment: number): void {
  const panel = byId('details');
  document.documentElement.toggleAttribute('data-details', selection !== undefined);
  const content = contentOf(selection, environment);
  if (content.length === 0) {
    replace(panel, overview(environment));
    return;
  }
  replace(
    panel,
    h('button', { type: 'button', class: 'close', 'aria-label': 'Close the details', click: close }, '×'),
    content,
  );
  panel.scrollTop = 0;
  announce(`Details of ${byId('details-title').textContent}, in ${data.environments[environment]?.name}`);
}

function contentOf(selection: Selection | undefined, environment: number): Content[] {
  switch (selection?.kind) {
    case 'service':
      return serviceDetails(selection.service, environment);
    case 'connections':
      return connectionDetails(selection.connections, environment);
    case 'drawn':
      return drawnDetails(selection.id);
    case 'pair':
      return pairDetails(selection.source, selection.target, environment);
    case undefined:
      return [];
  }
}

function giveFocusBack({ view }: State): void {
  const target = opener?.isConnected === true ? opener : byId(`tab-${view}`);
  opener = undefined;
  if (target instanceof HTMLElement || target instanceof SVGElement) target.focus();
}
