import { byId } from './dom.ts';
import { current, show, VIEWS, type View, watch } from './state.ts';

/**
 * The tabs: one view is shown, arrow keys go from tab to tab.
 *
 * @see https://www.w3.org/WAI/ARIA/apg/patterns/tabs/
 */
export function startTabs(fill: Readonly<Record<View, () => void>>): void {
  const filled = new Map<View, number>();
  const fillOnce = (view: View, environment: number) => {
    if (filled.get(view) === environment) return;
    filled.set(view, environment);
    fill[view]();
  };
  for (const view of VIEWS) byId(`tab-${view}`).addEventListener('click', () => show({ view }));
  byId('tab-map').parentElement?.addEventListener('keydown', (event) => {
    const next = nextView(event.key);
    if (next === undefined) return;
    event.preventDefault();
    show({ view: next });
    byId(`tab-${next}`).focus();
  });
  watch(({ view, environment }, before) => {
    for (const each of VIEWS) {
      const tab = byId(`tab-${each}`);
      tab.setAttribute('aria-selected', String(each === view));
      tab.tabIndex = each === view ? 0 : -1;
      byId(`view-${each}`).hidden = each !== view;
    }
    fillOnce(view, environment);
    // On a narrow screen not all tabs are in sight.
    if (before !== undefined && before.view !== view)
      byId(`tab-${view}`).scrollIntoView({ block: 'nearest', inline: 'nearest' });
  });
  // On paper there are no tabs: everything is printed.
  addEventListener('beforeprint', () => {
    for (const view of VIEWS) fillOnce(view, current().environment);
  });
}

function nextView(key: string): View | undefined {
  const at = VIEWS.indexOf(current().view);
  switch (key) {
    case 'ArrowRight':
      return VIEWS[(at + 1) % VIEWS.length];
    case 'ArrowLeft':
      return VIEWS.at(at - 1);
    case 'Home':
      return VIEWS[0];
    case 'End':
      return VIEWS.at(-1);
    default:
      return undefined;
  }
}
