import { startFrame, startParts } from './start.ts';

startParts(document);
startFrame();
