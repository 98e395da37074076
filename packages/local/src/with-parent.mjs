/** Preloaded into every supervised process: ends it in order when its supervisor is gone, however that ended. */
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
process.channel?.unref();
