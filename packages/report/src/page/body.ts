import type { EnvironmentData, ReportData } from '../data/report-data.ts';
import { escaped } from '../drawing/xml.ts';

/** The views of the page, each a tab: id and title. */
const VIEWS = [
  ['map', 'Map'],
  ['services', 'Services'],
  ['connections', 'Connections'],
  ['matrix', 'Who reaches whom'],
  ['findings', 'Findings'],
] as const;

/** The body of the page without its script: what is there before the script runs, and what it fills. */
export function bodyOf({ title, mapFile, environments, difference }: ReportData, picture: string): string {
  const changed = new Set(difference?.environments.flatMap((each) => (each.consequences.length > 0 ? each.name : [])));
  const under = difference === undefined ? mapFile : `What changes, compared with ${difference.base}`;
  return `<a class="skip" href="#main">Skip to the content</a>
<header class="bar">
<div class="name"><h1>${escaped(title)}</h1><p class="muted">${escaped(under)}</p></div>
<fieldset class="choice" id="environments"><legend class="unseen">Environment</legend>
${environments.map((each, index) => environmentChoice(each, index, changed.has(each.name))).join('\n')}
</fieldset>
<div class="search" role="search">
<label class="unseen" for="search">Search services, objects and connections</label>
<input id="search" type="search" role="combobox" autocomplete="off" spellcheck="false" placeholder="Search   /" aria-expanded="false" aria-controls="found" aria-autocomplete="list">
<ul id="found" role="listbox" aria-label="What was found" hidden></ul>
</div>
<div class="theme"><label class="unseen" for="theme">Colours</label>
<select id="theme"><option value="auto">Auto</option><option value="light">Light</option><option value="dark">Dark</option></select></div>
</header>
<nav aria-label="Views"><div class="tabs" role="tablist" aria-label="Views">
${VIEWS.map(([id, text]) => tab(id, text)).join('\n')}
</div></nav>
<p id="status" class="unseen" role="status"></p>
<div class="columns">
<main id="main" tabindex="-1">
<noscript><p class="note">This page needs its script, which loads nothing. The picture is shown without it.</p></noscript>
${VIEWS.map(([id, text]) => panel(id, text, id === 'map' ? mapPanel(picture, difference !== undefined) : '')).join('\n')}
</main>
<aside id="details" aria-label="Details"></aside>
</div>`;
}

function environmentChoice({ name, production }: EnvironmentData, index: number, isChanged: boolean): string {
  const marks = [...(production ? ['live'] : []), ...(isChanged ? ['changed'] : [])];
  const mark = marks.map((each) => ` <span class="mark">${each}</span>`).join('');
  return `<label><input type="radio" name="environment" value="${index}"><span>${escaped(name)}${mark}</span></label>`;
}

function tab(id: string, text: string): string {
  return `<button type="button" role="tab" id="tab-${id}" aria-controls="view-${id}" aria-selected="false" tabindex="-1">${text}<span class="number" id="number-${id}"></span></button>`;
}

function panel(id: string, text: string, content: string): string {
  return `<section role="tabpanel" id="view-${id}" aria-labelledby="tab-${id}"${id === 'map' ? '' : ' hidden'}>
<h2 class="on-paper">${text}</h2>
${content}</section>`;
}

function mapPanel(picture: string, hasChanges: boolean): string {
  return `<div class="tools" id="map-tools" hidden>
<button type="button" id="zoom-out" aria-label="Smaller">−</button>
<button type="button" id="zoom-in" aria-label="Larger">+</button>
<button type="button" id="zoom-fit">Fit</button>
<span class="muted hint">Click a service or an arrow. Arrow keys, Page Down and Page Up move between them.</span>
</div>
<div class="picture" id="picture" tabindex="-1">${picture}</div>${hasChanges ? '\n<div id="changes"></div>' : ''}`;
}
