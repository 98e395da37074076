export default async function bringDown() {
  await globalThis.stopServers();
}
