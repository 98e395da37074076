export { type Scene, startSimulator } from './simulator.ts';
export { type Line, type Supervised, supervise } from './supervised.ts';
export { SERVICES, type ServiceName, type System, type SystemOptions, startSystem } from './system.ts';
