import { defineMdastPlugin, type HastPluginDefinition, markdownToHtml } from 'satteri';

/** Addresses that links may lead to: the web's, mail, and other pages of the site. */
const isAddress = (url: string): boolean => /^(https?:|mailto:|[/#.])/i.test(url);

/**
 * Makes the words of a contract harmless to a page: HTML in them is shown as text, but for a line
 * break; images are their texts, so that nothing is requested of other hosts; and links lead to
 * addresses only, so that none runs a script.
 */
const harmless = defineMdastPlugin({
  name: 'harmless',
  html(node, context) {
    if (node.value !== '<br>') context.replaceNode(node, { type: 'text', value: node.value });
  },
  image(node, context) {
    context.replaceNode(node, { type: 'text', value: node.alt ?? '' });
  },
  imageReference(node, context) {
    context.replaceNode(node, { type: 'text', value: node.alt ?? '' });
  },
  link(node, context) {
    if (!isAddress(node.url)) context.setProperty(node, 'url', '');
  },
  definition(node, context) {
    if (!isAddress(node.url)) context.setProperty(node, 'url', '');
  },
});

/** The HTML of words of the contract, which are Markdown (OpenAPI 3.1.1, section 4.4). */
export const contractHtml = (
  markdown: string,
  hastPlugins: readonly HastPluginDefinition[] = [],
): string => {
  const result = markdownToHtml(markdown, {
    hastPlugins: [...hastPlugins],
    mdastPlugins: [harmless],
  });
  if (result instanceof Promise) throw new TypeError('A plugin of the Markdown is asynchronous');
  return result.html;
};
