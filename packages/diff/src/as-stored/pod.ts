import { always, chain, defaults, type Fill, inside } from './fill.ts';
import { resources } from './resources.ts';

const handler = inside('httpGet', defaults({ path: '/', scheme: 'HTTP' }));

const probe = chain(
  defaults({ timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3 }),
  handler,
  inside('grpc', defaults({ service: '' })),
);

const variable = inside('valueFrom', inside('fieldRef', defaults({ apiVersion: 'v1' })));

/** "Defaults to Always if :latest tag is specified, or IfNotPresent otherwise." No tag, and no digest, is `latest`. */
const pullPolicy: Fill = (fields) => {
  const image = typeof fields.image === 'string' ? fields.image : '';
  const [, tag = 'latest'] = /:([^:/@]+)(?:@|$)/.exec(image) ?? [];
  const isLatest = tag === 'latest' && !image.includes('@');
  return { imagePullPolicy: isLatest ? 'Always' : 'IfNotPresent', ...fields };
};

/** The value of a variable is the empty text by default. */
const variableValue: Fill = ({ value, ...fields }) =>
  value === '' || value === undefined ? fields : { value, ...fields };

const container = chain(
  defaults({ terminationMessagePath: '/dev/termination-log', terminationMessagePolicy: 'File' }),
  pullPolicy,
  inside('ports', defaults({ protocol: 'TCP' })),
  inside('env', chain(variable, variableValue)),
  inside('livenessProbe', probe),
  inside('readinessProbe', probe),
  inside('startupProbe', probe),
  inside('lifecycle', chain(inside('postStart', handler), inside('preStop', handler))),
  inside('resources', resources),
);

const fieldFiles = inside('items', inside('fieldRef', defaults({ apiVersion: 'v1' })));

const volumeSources = chain(
  inside('configMap', defaults({ defaultMode: 0o644 })),
  inside('secret', defaults({ defaultMode: 0o644 })),
  inside('downwardAPI', chain(defaults({ defaultMode: 0o644 }), fieldFiles)),
  inside('hostPath', defaults({ type: '' })),
  inside(
    'projected',
    chain(
      defaults({ defaultMode: 0o644 }),
      inside(
        'sources',
        chain(inside('serviceAccountToken', defaults({ expirationSeconds: 3600 })), inside('downwardAPI', fieldFiles)),
      ),
    ),
  ),
);

/** A volume without a source is an empty folder. */
const volume: Fill = (fields) => volumeSources(Object.keys(fields).length > 1 ? fields : { emptyDir: {}, ...fields });

/** `serviceAccount` is the deprecated name of `serviceAccountName`. */
const serviceAccount: Fill = ({ serviceAccount: deprecated, ...fields }) =>
  deprecated === undefined ? fields : { serviceAccountName: deprecated, ...fields };

/**
 * The spec of a pod.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/
 */
export const podSpec: Fill = chain(
  defaults({
    restartPolicy: 'Always',
    dnsPolicy: 'ClusterFirst',
    schedulerName: 'default-scheduler',
    securityContext: {},
    terminationGracePeriodSeconds: 30,
    enableServiceLinks: true,
  }),
  serviceAccount,
  inside('volumes', volume),
  inside('initContainers', container),
  inside('containers', container),
  inside('ephemeralContainers', container),
);

/** The template of a workload's pods. */
export const podTemplate: Fill = always('spec', podSpec);
