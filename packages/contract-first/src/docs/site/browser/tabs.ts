import { element, placeOf, remember, remembered } from './elements.ts';

/** Turns sections into tabs (WAI-ARIA, pattern "Tabs"), which all pages show as they were chosen last. */
export function startTabs(root: ParentNode): void {
  for (const group of root.querySelectorAll<HTMLElement>('.cf-tabs')) startGroup(group);
}

function startGroup(group: HTMLElement): void {
  const panels = [...group.querySelectorAll<HTMLElement>(':scope > .cf-tab')];
  const label = group.dataset.label ?? '';
  const list = element('div', { role: 'tablist', class: 'cf-tablist', 'aria-label': label });
  const tabs = panels.map((panel) => {
    const name = panel.dataset.tab ?? '';
    const tab = element(
      'button',
      { type: 'button', role: 'tab', id: `${panel.id}-tab`, 'aria-controls': panel.id },
      name,
    );
    panel.setAttribute('role', 'tabpanel');
    panel.setAttribute('aria-labelledby', tab.id);
    list.append(tab);
    return tab;
  });
  const select = (at: number) => {
    tabs.forEach((tab, each) => {
      tab.setAttribute('aria-selected', String(each === at));
      tab.tabIndex = each === at ? 0 : -1;
      const panel = panels[each];
      if (panel) panel.hidden = each !== at;
    });
  };
  list.addEventListener('click', ({ target }) => {
    const at = placeOf(tabs, target);
    if (at < 0) return;
    select(at);
    if (label === 'language') remember('language', tabs[at]?.textContent ?? '');
  });
  list.addEventListener('keydown', (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    const at = placeOf(tabs, document.activeElement);
    const next = (at + step + tabs.length) % tabs.length;
    tabs[next]?.focus();
    tabs[next]?.click();
  });
  const chosen = label === 'language' ? remembered('language') : undefined;
  select(
    Math.max(
      0,
      panels.findIndex((panel) => panel.dataset.tab === chosen),
    ),
  );
  group.prepend(list);
  group.classList.add('cf-ready');
}
