/** Measures what a peer makes of a document, in a process of its own. */
import { measurePeer, type PeerTask } from './measurePeer.ts';

process.on('message', async (task: PeerTask) => {
  process.send?.(await measurePeer(task));
});
process.on('disconnect', () => process.exit());
process.removeAllListeners('warning');
process.on('warning', () => {});
