/** A link of a page, and the file that it leads to; undefined for one to another host. */
export type SiteLink = {
  readonly link: string;
  readonly path: string | undefined;
  readonly anchor: string;
};

/** The links of a page, scripts and styles included. */
export const siteLinks = (html: string): SiteLink[] =>
  [
    ...html
      .replaceAll(/<script type="application\/json">.*?<\/script>/gs, '')
      .matchAll(/\s(?:href|src)="([^"]*)"/g),
  ].map(([, link = '']) => {
    const [path = '', anchor = ''] = link.replaceAll('&amp;', '&').split('#');
    const isOutside = /^(?:[a-z]+:)/i.test(path);
    return { link, path: isOutside ? undefined : decodeURIComponent(path), anchor };
  });
