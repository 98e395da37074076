export { type Scene, startSimulator } from './simulator.ts';
export type { Line, Supervised } from './supervised.ts';
export { SERVICES, type ServiceName, type System, type SystemOptions, startSystem } from './system.ts';
