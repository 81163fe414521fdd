export {
  type Endpoint,
  type ExecEndpoint,
  exec,
  type GrpcEndpoint,
  grpc,
  type HttpEndpoint,
  type HttpGet,
  httpGet,
  type TcpEndpoint,
  type TcpSocket,
  tcpSocket,
} from './endpoints.ts';
export { type PortName, type ProbedPorts, type Probes, type ProbesWanted, probes } from './probes.ts';
export type { Liveness, Readiness, Startup } from './timings.ts';
