import { quote } from '@k8s-blocks/manifest';
import type { Problem } from '@k8s-blocks/refusal';
import { type Caller, callingWorkload, formatCaller } from './caller.ts';
import { isInternet } from './internet.ts';
import { neededProblems } from './needed.ts';
import type { OutsidePort } from './outside.ts';
import type { OfferedPort } from './port.ts';
import { type Route, routePartProblems } from './route.ts';
import { scrapeProblems } from './scrape.ts';

/** What the options of a connection are judged with. */
interface ConnectionParts {
  readonly from: Caller;
  readonly to: OfferedPort | OutsidePort;
  readonly why: string;
  readonly scrape: unknown;
  readonly needed: unknown;
  readonly route: Partial<Route>;
}

/** What is wrong with the options of a connection whose ends are right; empty if nothing is. */
export function connectionOptionProblems(parts: ConnectionParts): Problem[] {
  const { from, to, why, needed } = parts;
  const field = `connection(…, ${JSON.stringify(why)})`;
  return [
    ...neededProblems(field, { isInner: callingWorkload(from) !== undefined && 'contract' in to }, needed),
    ...routeOrScrapeProblems(field, parts),
  ];
}

function routeOrScrapeProblems(field: string, { from, to, scrape, route }: ConnectionParts): Problem[] {
  const { host, path, pathType } = route;
  if (isInternet(from)) {
    const parts = routePartProblems(field, { host, path, pathType });
    const scraped =
      scrape === undefined ? [] : [{ field, problem: 'The internet scrapes nothing.', remedy: 'Leave it out.' }];
    return [...parts, ...portProblems(field, to, 'A route'), ...scraped];
  }
  const given = Object.entries({ host, path, pathType }).filter(([, value]) => value !== undefined);
  const misplaced = given.slice(0, 1).map(([name]) => ({
    field,
    problem: `It has a ${name}, and its caller is ${formatCaller(from)}.`,
    remedy: 'Only routes have one: connection(internet, …). Leave it out, or take internet as caller.',
  }));
  if (scrape === undefined) return misplaced;
  return [...misplaced, ...scrapeProblems(field, scrape), ...scrapedPortProblems(field, to)];
}

/** What is called must be offered by a service of the stack, over TCP, and be one port. */
function portProblems(field: string, to: OfferedPort | OutsidePort, noun: string): Problem[] {
  if (!('contract' in to)) {
    const problem = `${noun} leads to a port of ${to.outside.title}.`;
    return [{ field, problem, remedy: 'Give a port of a service of the stack.' }];
  }
  const title = `${to.contract}:${to.port} (${to.name})`;
  if (to.protocol !== 'TCP') {
    return [{ field, problem: `${noun} leads to ${title} over ${to.protocol}.`, remedy: 'Give a port of TCP.' }];
  }
  if (to.services.length > 0) return [];
  const problem = `${noun} leads to ${title}, which is offered on no Service.`;
  return [{ field, problem, remedy: `Name a Service in the contract of ${to.contract}.` }];
}

/** Pods are scraped themselves where no Service offers the port; a range of ports has no name there. */
function scrapedPortProblems(field: string, to: OfferedPort | OutsidePort): Problem[] {
  if ('contract' in to && to.endPort !== undefined) {
    const problem = `A range of ports (${quote(to.name)} of ${to.contract}) is scraped.`;
    return [{ field, problem, remedy: 'Give one port.' }];
  }
  return portProblems(field, 'contract' in to ? { ...to, services: [to.contract] } : to, 'The scraping');
}
