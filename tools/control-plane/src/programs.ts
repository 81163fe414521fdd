import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The files and ports that the programs of one control plane share. */
export interface Layout {
  readonly folder: string;
  readonly ports: { readonly api: number; readonly etcd: number; readonly etcdPeer: number };
}

export const HOST = '127.0.0.1';

export const urlOf = ({ ports }: Layout): string => `https://${HOST}:${ports.api}`;
export const kubeconfigOf = ({ folder }: Layout): string => join(folder, 'kubeconfig');
export const tokensOf = ({ folder }: Layout): string => join(folder, 'tokens.csv');
export const signingKeyOf = ({ folder }: Layout): string => join(folder, 'service-account.key');
/** The API server signs a certificate for itself before it listens; the file holds its CA as well. */
export const certificateOf = ({ folder }: Layout): string => join(folder, 'certificates', 'apiserver.crt');

export function etcdArgs({ folder, ports }: Layout): readonly string[] {
  const client = `http://${HOST}:${ports.etcd}`;
  const peer = `http://${HOST}:${ports.etcdPeer}`;
  return [
    '--name=etcd',
    `--data-dir=${join(folder, 'etcd')}`,
    `--listen-client-urls=${client}`,
    `--advertise-client-urls=${client}`,
    `--listen-peer-urls=${peer}`,
    `--initial-advertise-peer-urls=${peer}`,
    `--initial-cluster=etcd=${peer}`,
    '--unsafe-no-fsync',
    '--log-level=warn',
  ];
}

/**
 * The admission plugin ServiceAccount refuses pods as long as their ServiceAccount does not exist, and the one named
 * `default` is made by the controller manager. So without controllers the plugin is off: pods are admitted, but they
 * are given neither a ServiceAccount nor a token. With controllers it is on, as in a real cluster.
 */
export function apiserverArgs(layout: Layout, { controllers }: { controllers: boolean }): readonly string[] {
  return [
    `--etcd-servers=http://${HOST}:${layout.ports.etcd}`,
    `--bind-address=${HOST}`,
    // By default the server looks for another network interface, and does not start if there is none.
    `--advertise-address=${HOST}`,
    // A loopback address cannot be in the endpoints of the Service `kubernetes`; they stay empty.
    '--endpoint-reconciler-type=none',
    `--secure-port=${layout.ports.api}`,
    `--cert-dir=${join(layout.folder, 'certificates')}`,
    '--service-cluster-ip-range=10.0.0.0/16',
    '--service-account-issuer=https://kubernetes.default.svc',
    `--service-account-key-file=${signingKeyOf(layout)}`,
    `--service-account-signing-key-file=${signingKeyOf(layout)}`,
    '--allow-privileged=true',
    '--authorization-mode=RBAC',
    `--token-auth-file=${tokensOf(layout)}`,
    ...(controllers ? [] : ['--disable-admission-plugins=ServiceAccount']),
  ];
}

/** No leader election, no port, and a high request rate. */
const clientArgs = (layout: Layout) => [
  `--kubeconfig=${kubeconfigOf(layout)}`,
  '--leader-elect=false',
  `--bind-address=${HOST}`,
  '--secure-port=0',
  '--kube-api-qps=200',
  '--kube-api-burst=400',
];

export function controllerManagerArgs(layout: Layout): readonly string[] {
  return [
    ...clientArgs(layout),
    `--service-account-private-key-file=${signingKeyOf(layout)}`,
    // With it, each namespace gets the ConfigMap `kube-root-ca.crt`, as in a real cluster.
    `--root-ca-file=${certificateOf(layout)}`,
    '--enable-hostpath-provisioner',
  ];
}

export function schedulerArgs(layout: Layout): readonly string[] {
  return clientArgs(layout);
}

export function kwokArgs(layout: Layout): readonly string[] {
  return [
    `--kubeconfig=${kubeconfigOf(layout)}`,
    `--config=${fileURLToPath(new URL('./simulated-nodes.yaml', import.meta.url))}`,
    '--manage-all-nodes=true',
    // Heartbeats: without them the controller manager takes the nodes for lost every 50 s, taints them for some seconds,
    // and marks their pods as not Ready.
    '--node-lease-duration-seconds=40',
    // Must not overlap with the addresses of Services.
    '--cidr=10.1.0.0/16',
  ];
}
