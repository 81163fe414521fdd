import { startControlPlane } from '@k8s-blocks/control-plane';
const server = await startControlPlane();
console.log(server.kubeconfig);
process.stdin.resume();
process.stdin.on('end', () => server.stop().then(() => process.exit(0)));
setTimeout(() => server.stop().then(() => process.exit(0)), 60 * 60 * 1000);
