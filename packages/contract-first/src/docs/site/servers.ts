import { type Document, isSchema } from '../../document/model.ts';

/** The servers of a document, with the defaults of their variables. */
export const serversOf = (document: Document): string[] =>
  (document.servers ?? []).flatMap((server) => {
    if (typeof server.url !== 'string') return [];
    const { variables } = server as { readonly variables?: unknown };
    const known = isSchema(variables) ? variables : {};
    const url = server.url.replaceAll(/\{([^{}]*)\}/g, (whole, name: string) => {
      const variable = Object.hasOwn(known, name) ? known[name] : undefined;
      return isSchema(variable) && variable.default !== undefined
        ? String(variable.default)
        : whole;
    });
    return [url];
  });
