import type { ServiceEnvironment } from '@k8s-blocks/topology';
import { catalog, orders, search, web } from '../map.ts';

/** The server of nginx, with the tabs that its own files have. */
export function nginxConfig(env: ServiceEnvironment): string {
  return `server {
	listen ${web.ports.http.containerPort};
	location /health { return 200; }
	location /catalog/ { grpc_pass grpc://${env.address(catalog.ports.grpc)}; }
	location /orders/ { proxy_pass ${env.url(orders.ports.http)}; }
	location /search/ { proxy_pass ${env.url(search.ports.http)}; }
}
`;
}
