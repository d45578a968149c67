/** Makes an element. Texts are texts: nothing of them is read as HTML. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** What a reader has chosen on an earlier page; browsers may refuse to keep it. */
export function remembered(key: string): string | undefined {
  try {
    return localStorage.getItem(`contract-docs-${key}`) ?? undefined;
  } catch {
    return undefined;
  }
}

export function remember(key: string, value: string): void {
  try {
    localStorage.setItem(`contract-docs-${key}`, value);
  } catch {
    // The choice lasts as long as the page.
  }
}

/** Where something is among elements; -1 if it is none of them. */
export const placeOf = (elements: readonly Element[], wanted: EventTarget | null): number =>
  wanted instanceof Element ? elements.indexOf(wanted) : -1;
