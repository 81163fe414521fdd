import { Refusal } from '@k8s-blocks/refusal';
import { describe, expect, it } from 'vitest';
import { contract, type GitOpsOption, stack } from './index.ts';

const shop = contract({ name: 'shop', ports: {} });
const repoURL = 'https://git.example.com/shop.git';

/** What staging says of GitOps; as `unknown`, since types are not checked when an app is emitted. */
function stagingWith(gitops: unknown) {
  const options = { gitops } as GitOpsOption;
  return stack({ services: [shop], environments: { base: {}, staging: options }, connections: [] }).environments
    .staging;
}

function problemsOf(gitops: unknown) {
  try {
    return stagingWith(gitops);
  } catch (error) {
    return error instanceof Refusal ? error.problems : error;
  }
}

describe('who applies an environment from the repository', () => {
  it('is nobody that the map knows of, if it says nothing', () => {
    expect(stagingWith(undefined)).not.toHaveProperty('gitops');
  });

  it('is Flux by one word: from the source that "flux bootstrap" makes', () => {
    expect(stagingWith('flux').gitops).toEqual({
      tool: 'flux',
      namespace: 'flux-system',
      sourceRef: { name: 'flux-system' },
      interval: '10m',
      retryInterval: '1m',
      timeout: '5m',
      healthCheckExprs: [],
      spec: {},
    });
  });

  it('is Argo CD, which must be told where the repository is', () => {
    expect(stagingWith({ tool: 'argocd', repoURL }).gitops).toEqual({
      tool: 'argocd',
      repoURL,
      targetRevision: 'HEAD',
      namespace: 'argocd',
      project: 'default',
      destination: { server: 'https://kubernetes.default.svc' },
      spec: {},
    });
    expect(problemsOf('argocd')).toEqual([
      {
        environment: 'staging',
        field: 'gitops.repoURL',
        problem: 'It is missing.',
        remedy: `Give it as Argo CD fetches it: { tool: 'argocd', repoURL: 'https://example.com/shop.git' }.`,
      },
    ]);
  });

  it('is the same for all regions of an environment, unless one says otherwise', () => {
    const { environments } = stack({
      services: [shop],
      environments: {
        base: {},
        prod: { gitops: 'flux', regions: { eu: {}, us: { gitops: { tool: 'flux', timeout: '10m' } } } },
      },
      connections: [],
    });
    expect([environments['prod-eu'].gitops, environments['prod-us'].gitops]).toMatchObject([
      { tool: 'flux', timeout: '5m' },
      { tool: 'flux', timeout: '10m' },
    ]);
  });

  it.each([
    ['a tool that is misspelt', 'fluxx', 'gitops', 'Did you mean "flux"?'],
    ['a tool that is not known', { tool: 'spinnaker' }, 'gitops', 'Give one of "flux", "argocd".'],
    ['no tool', {}, 'gitops', "Give 'flux', or { tool: 'argocd', repoURL: 'https://example.com/shop.git' }."],
    ['nothing', null, 'gitops', "Give 'flux', or { tool: 'argocd', repoURL: 'https://example.com/shop.git' }."],
    ['a misspelt option', { tool: 'flux', intervall: '1m' }, 'gitops.intervall', 'Did you mean "interval"?'],
    ['an option of the other tool', { tool: 'flux', repoURL }, 'gitops.repoURL', undefined],
    ['an interval without a unit', { tool: 'flux', interval: '10' }, 'gitops.interval', undefined],
    ['a number as timeout', { tool: 'flux', timeout: 5 }, 'gitops.timeout', undefined],
    ['a path out of the repository', { tool: 'flux', path: '../k8s' }, 'gitops.path', undefined],
    ['an absolute path', { tool: 'argocd', repoURL, path: '/k8s' }, 'gitops.path', undefined],
    ['a source without a name', { tool: 'flux', sourceRef: { kind: 'Bucket' } }, 'gitops.sourceRef.name', undefined],
    ['a kind of source', { tool: 'flux', sourceRef: { kind: 'Git', name: 'a' } }, 'gitops.sourceRef.kind', undefined],
    [
      'a check without a kind',
      { tool: 'flux', healthCheckExprs: [{ apiVersion: 'example.com/v1', current: 'true' }] },
      'gitops.healthCheckExprs[0].kind',
      undefined,
    ],
    ['no cluster', { tool: 'argocd', repoURL, destination: {} }, 'gitops.destination', undefined],
    [
      'two clusters',
      { tool: 'argocd', repoURL, destination: { server: 'https://a.example.com', name: 'a' } },
      'gitops.destination',
      undefined,
    ],
  ])('is refused with %s', (_, gitops, field, remedy) => {
    expect(problemsOf(gitops)).toMatchObject([{ environment: 'staging', field, ...(remedy && { remedy }) }]);
  });
});
