import { serveAlone } from './alone.ts';
import { handle } from './fixture-handler.ts';

serveAlone(handle);
