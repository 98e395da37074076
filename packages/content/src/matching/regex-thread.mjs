// Tries users' regular expressions where nothing else waits. Plain JavaScript: a thread gets the file as it is.
import { parentPort, workerData } from 'node:worker_threads';

const trying = new Int32Array(workerData.trying);
const MOST_COMPILED = 1_000;
const compiled = new Map();

function expression(source) {
  const known = compiled.get(source);
  if (known) return known;
  if (compiled.size >= MOST_COMPILED) compiled.clear();
  const made = new RegExp(source, workerData.flags);
  compiled.set(source, made);
  return made;
}

parentPort.on('message', ({ sources, text }) => {
  const found = sources.findIndex((source, index) => {
    Atomics.store(trying, 0, index);
    return expression(source).test(text);
  });
  parentPort.postMessage(found);
});
