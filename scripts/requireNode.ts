/** The first Node.js that runs this code as it stands. */
const LEAST = 24;

/** Ends the process with a word of advice where Node.js is too old: an install that went wrong. */
export function requireNode(): void {
  if (Number(process.versions.node.split('.')[0]) >= LEAST) return;
  console.error(
    `This needs Node.js ${LEAST}, which \`pnpm install\` puts in place, but ran on ${process.version}. Run \`npx -y pnpm@12.21.0 install\` and read what it says.`,
  );
  process.exit(1);
}
