import { contract } from '@k8s-blocks/topology';

try {
  contract({ name: 'Not a name', ports: {} });
} catch (error) {
  console.error(error instanceof Error ? error.stack : error);
}
