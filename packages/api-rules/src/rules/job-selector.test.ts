import { describe, expect, it } from 'vitest';
import { container, cronJob, job, violatingFields } from '../testing.ts';

const fields = (object: unknown) => violatingFields('job-selector', object);
const labelled = (labels: Readonly<Record<string, string>>, spec = {}) =>
  job({
    template: { metadata: { labels }, spec: { restartPolicy: 'Never', containers: [container()] } },
    ...spec,
  });

describe('the selector of a Job', () => {
  it('is left to the server', () => {
    expect(fields(labelled({ app: 'shop' }))).toEqual([]);
    expect(fields(labelled({ app: 'shop' }, { selector: { matchLabels: { app: 'shop' } } }))).toEqual([
      'spec.selector',
    ]);
  });

  it('may be what the server would choose', () => {
    expect(fields(labelled({}, { selector: {} }))).toEqual([]);
    expect(fields(labelled({}, { selector: { matchLabels: { 'job-name': 'shop' } } }))).toEqual([]);
  });

  it('needs labels that only the server can give', () => {
    expect(fields(labelled({ 'job-name': 'shop' }))).toEqual([]);
    expect(fields(labelled({ 'job-name': 'other' }))).toEqual(['spec.template.metadata.labels']);
    expect(fields(labelled({ 'controller-uid': '1' }))).toEqual(['spec.template.metadata.labels']);
  });

  it('selects the pods of the template, if it is given', () => {
    const manual = { manualSelector: true, selector: { matchLabels: { app: 'shop' } } };
    expect(fields(labelled({ app: 'shop' }, manual))).toEqual([]);
    expect(fields(labelled({ app: 'api' }, manual))).toEqual(['spec.template.metadata.labels']);
    expect(fields(labelled({}, { manualSelector: true }))).toEqual(['spec.selector']);
  });

  it('is not in the template of a CronJob', () => {
    expect(fields(cronJob({}, { manualSelector: true, selector: {} }))).toEqual([
      'spec.jobTemplate.spec.selector',
      'spec.jobTemplate.spec.manualSelector',
    ]);
  });
});
