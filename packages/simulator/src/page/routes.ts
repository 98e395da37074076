import type { ServerResponse } from 'node:http';
import { Player } from '../control/player.ts';
import { controlRoute } from '../control/routes.ts';
import { type Route, sendJson } from '../http/server.ts';
import type { World } from '../world.ts';
import { sendAsset, sendUpload } from './assets.ts';
import { Feed, type Sources } from './feed.ts';
import { Recent } from './recent.ts';

/** What waits for a page that reads too slowly; beyond it, patches gather instead. */
const BUFFER_BYTES = 16 * 1024 * 1024;

const NOT_BUILT = 'The playground page is not built here. `npm start` builds it.\n';

/**
 * Serves a web page for a world from a folder, with all it needs: `GET /sim/feed` (server-sent events, each a `Patch`),
 * `GET /sim/files/<file_id>` and the control interface. Without a folder, only those.
 */
export function pageRoute(world: World, folder?: string): Route {
  const player = new Player(world);
  const sources = { world, recent: new Recent(world), player };
  const control = controlRoute(world, player);
  return async (request, response, path, query) => {
    if (await control(request, response, path, query)) return true;
    if (request.method !== 'GET') return false;
    if (path === '/sim/feed') {
      sendFeed(sources, response);
      return true;
    }
    if (path.startsWith('/sim/files/')) {
      const file = world.files.get(path.slice('/sim/files/'.length));
      if (file) sendUpload(file.upload.bytes, response);
      else sendJson(response, 404, { error: 'There is no such file' });
      return true;
    }
    if (folder === undefined) return false;
    if (await sendAsset(folder, path, response)) return true;
    if (path !== '/') return false;
    response.writeHead(503, { 'content-type': 'text/plain; charset=utf-8' });
    response.end(NOT_BUILT);
    return true;
  };
}

function sendFeed(sources: Sources, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  response.write('retry: 1000\n\n');
  const feed = new Feed(sources, {
    isReady: () => response.writableLength < BUFFER_BYTES,
    send: (patch) => response.write(`data: ${JSON.stringify(patch)}\n\n`),
  });
  response.on('close', () => feed.stop());
}
