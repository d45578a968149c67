/**
 * Ends with a word of advice where Node.js is too old to run the scripts: an install that went
 * wrong, after which the host's own Node.js is used. Plain JavaScript, so that any version runs it.
 */
const LEAST = 24;

if (Number(process.versions.node.split('.')[0]) < LEAST) {
  console.error(
    `This needs Node.js ${LEAST}, which \`pnpm install\` puts in place, but ran on ${process.version}. Run \`npx -y pnpm@12.21.0 install\` and read what it says.`,
  );
  process.exit(1);
}
