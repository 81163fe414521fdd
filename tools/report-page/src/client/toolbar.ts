import { announce } from './announce.ts';
import { count, data } from './data.ts';
import { byId } from './dom.ts';
import { show, watch } from './state.ts';

const THEME = 'k8s-blocks-report-theme';

/** The choice of the environment, and of light or dark. */
export function startToolbar(): void {
  startEnvironments();
  startTheme();
}

function startEnvironments(): void {
  const choice = byId('environments');
  choice.addEventListener('change', ({ target }) => {
    if (target instanceof HTMLInputElement) show({ environment: Number(target.value) });
  });
  watch(({ environment }, before) => {
    for (const input of choice.querySelectorAll('input')) input.checked = Number(input.value) === environment;
    if (before === undefined || before.environment === environment) return;
    const services = data.services.filter(({ environments }) => environments[environment] !== null).length;
    const connections = data.connections.filter(({ environments }) => environments[environment] !== null).length;
    const name = data.environments[environment]?.name;
    announce(`${name}: ${count(services, 'service')}, ${count(connections, 'connection')}`);
  });
}

function startTheme(): void {
  const select = byId('theme');
  if (!(select instanceof HTMLSelectElement)) return;
  const choose = (theme: string) => {
    document.documentElement.dataset.theme = theme;
    select.value = theme;
  };
  choose(remembered());
  select.addEventListener('change', () => {
    choose(select.value);
    remember(select.value);
  });
}

/** A page that is opened as a file may have no storage. */
function remembered(): string {
  try {
    const theme = localStorage.getItem(THEME);
    return theme === 'light' || theme === 'dark' ? theme : 'auto';
  } catch {
    return 'auto';
  }
}

function remember(theme: string): void {
  try {
    localStorage.setItem(THEME, theme);
  } catch {
    // It is chosen anew next time.
  }
}
