import type { ConsoleBody, ConsoleRequest } from '../blocks.ts';
import { element } from './elements.ts';
import { receive } from './receive.ts';
import { prepare, type Typed } from './request.ts';

/** What a page has typed into its console. It is kept by nothing else, and gone with the page. */
export function startConsoles(root: ParentNode): void {
  for (const details of root.querySelectorAll<HTMLDetailsElement>('.cf-console')) {
    details.addEventListener('toggle', () => fill(details), { once: true });
    if (details.open) fill(details);
  }
}

let count = 0;

function labelled(name: string, control: HTMLElement, isRequired = false, note = ''): HTMLElement {
  count += 1;
  control.id = `cf-field-${count}`;
  const label = element('label', { for: control.id }, name);
  if (isRequired) label.append(element('span', { class: 'cf-badge required' }, 'Required'));
  if (note) label.append(element('small', {}, note));
  return element('div', { class: 'cf-row' }, label, control);
}

function fill(details: HTMLDetailsElement): void {
  const data = details.querySelector('script[type="application/json"]')?.textContent;
  if (!data || details.querySelector('form')) return;
  const request: ConsoleRequest = JSON.parse(data);
  const form = element('form', { class: 'cf-form' });
  const server = element('input', {
    type: 'text',
    inputmode: 'url',
    required: '',
    spellcheck: 'false',
    value: request.servers[0] ?? '',
  });
  if (request.servers.length > 1) {
    const list = element(
      'datalist',
      { id: `cf-servers-${count}` },
      ...request.servers.map((value) => element('option', { value })),
    );
    server.setAttribute('list', list.id);
    form.append(list);
  }
  form.append(labelled('Server', server));
  const credentials = request.credentials.map(({ scheme, kind, name }) => {
    const hint = kind === 'basic' ? 'user:password' : kind === 'bearer' ? 'Token' : name;
    const input = element('input', { type: 'password', autocomplete: 'off', spellcheck: 'false' });
    form.append(labelled(scheme, input, false, ` ${hint}; kept in this page only`));
    return [scheme, input] as const;
  });
  const parameters = request.parameters.map((parameter) => {
    const control =
      parameter.choices.length > 0
        ? choice(parameter.choices, parameter.required ? parameter.example : '')
        : element('input', { type: 'text', spellcheck: 'false', placeholder: parameter.example });
    if (parameter.required && control instanceof HTMLInputElement)
      control.value = parameter.example;
    form.append(labelled(parameter.name, control, parameter.required, ` ${parameter.in}`));
    return [`${parameter.in} ${parameter.name}`, control] as const;
  });
  const body = bodyFields(request, form);
  const send = element('button', { type: 'submit', class: 'cf-send' }, 'Send');
  const answer = element('div', { class: 'cf-answer', role: 'status' });
  const cancel = element('button', { type: 'button', class: 'cf-send', hidden: '' }, 'Cancel');
  form.append(send, cancel);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void run({ send, cancel, answer }, request, () => ({
      server: server.value,
      values: new Map(parameters.map(([key, control]) => [key, control.value])),
      credentials: new Map(credentials.map(([scheme, input]) => [scheme, input.value])),
      ...body(),
    }));
  });
  details.append(form, answer);
}

function choice(values: readonly string[], chosen: string): HTMLSelectElement {
  const none = element('option', { value: '' }, '—');
  const select = element(
    'select',
    {},
    none,
    ...values.map((value) => element('option', { value }, value)),
  );
  select.value = chosen;
  return select;
}

/** The fields of the body, and what reads them. */
function bodyFields(
  { bodies, isBodyRequired }: ConsoleRequest,
  form: HTMLElement,
): () => Pick<Typed, 'mediaType' | 'body'> {
  const [first] = bodies;
  if (!first) return () => ({ mediaType: undefined, body: undefined });
  const place = element('div', { class: 'cf-form' });
  let current = fieldsOf(first, isBodyRequired, place);
  let { mediaType } = first;
  if (bodies.length > 1) {
    const select = element(
      'select',
      {},
      ...bodies.map((each) => element('option', { value: each.mediaType }, each.mediaType)),
    );
    form.append(labelled('Content type', select));
    select.addEventListener('change', () => {
      const chosen = bodies.find((each) => each.mediaType === select.value) ?? first;
      ({ mediaType } = chosen);
      place.replaceChildren();
      current = fieldsOf(chosen, isBodyRequired, place);
    });
  }
  form.append(place);
  return () => ({
    mediaType: mediaType.includes('*') ? 'application/octet-stream' : mediaType,
    body: current(),
  });
}

function fieldsOf(body: ConsoleBody, isRequired: boolean, place: HTMLElement): () => Typed['body'] {
  if (body.fields) {
    const inputs = body.fields.map(({ name, required, isFile, example }) => {
      const input = element(
        'input',
        isFile
          ? { type: 'file' }
          : { type: 'text', value: required ? example : '', placeholder: example },
      );
      place.append(labelled(name, input, required && isRequired));
      return [name, input] as const;
    });
    const isUrlEncoded = body.mediaType.startsWith('application/x-www-form-urlencoded');
    return () => {
      const data = isUrlEncoded ? new URLSearchParams() : new FormData();
      for (const [name, input] of inputs) {
        const file = input.files?.[0];
        if (file && data instanceof FormData) data.append(name, file);
        else if (input.type !== 'file' && input.value !== '') data.append(name, input.value);
      }
      return data;
    };
  }
  if (body.isFile) {
    const input = element('input', { type: 'file' });
    place.append(labelled('Body', input, isRequired));
    return () => input.files?.[0];
  }
  const area = element('textarea', {
    rows: String(Math.min(16, body.example.split('\n').length + 1)),
    spellcheck: 'false',
  });
  area.value = isRequired ? body.example : '';
  if (!isRequired) area.placeholder = body.example;
  place.append(labelled('Body', area, isRequired));
  return () => (area.value === '' ? undefined : area.value);
}

/** The longest text of a body that is shown, in characters. */
const LONGEST = 200_000;

type Controls = {
  readonly send: HTMLButtonElement;
  readonly cancel: HTMLButtonElement;
  readonly answer: HTMLElement;
};

async function run(
  { send, cancel, answer }: Controls,
  request: ConsoleRequest,
  read: () => Typed,
): Promise<void> {
  const control = new AbortController();
  const { signal } = control;
  send.disabled = true;
  cancel.hidden = false;
  cancel.onclick = () => control.abort();
  answer.replaceChildren(element('p', {}, 'Sending …'));
  try {
    const { url, method, headers, body, notes } = prepare(request, read());
    const start = performance.now();
    const response = await fetch(url, {
      method,
      headers,
      ...(body !== undefined && { body }),
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      signal,
    }).catch((error: unknown) => {
      throw new Error(signal.aborted ? 'Cancelled.' : unreachable(url, error));
    });
    await show(answer, response, performance.now() - start, { notes, signal });
  } catch (error) {
    answer.replaceChildren(
      element(
        'p',
        { class: 'cf-status bad' },
        error instanceof Error ? error.message : String(error),
      ),
    );
  }
  send.disabled = false;
  cancel.hidden = true;
}

/** A browser does not say why a request failed, so the likely causes are named. */
function unreachable(url: string, error: unknown): string {
  const { origin } = location;
  const page = origin === 'null' ? 'null (a page on a disk)' : origin;
  const mixed =
    location.protocol === 'https:' && url.startsWith('http:')
      ? ' This page is encrypted, and browsers do not let it send to http: addresses of other hosts.'
      : '';
  const reason = error instanceof Error ? error.message : String(error);
  return `No response (${reason}). Either the server at ${new URL(url).origin} cannot be reached, or it does not allow requests from pages of another origin (CORS): it has to answer with Access-Control-Allow-Origin: ${page} and to allow this method and these headers in its answer to OPTIONS.${mixed} The cURL sample works without CORS.`;
}

async function show(
  answer: HTMLElement,
  response: Response,
  time: number,
  { notes, signal }: { readonly notes: readonly string[]; readonly signal: AbortSignal },
): Promise<void> {
  const { status, statusText, ok, headers } = response;
  const type = headers.get('Content-Type') ?? '';
  const parts: Node[] = [
    element(
      'p',
      { class: `cf-status ${ok ? 'good' : 'bad'}` },
      `${status} ${statusText}`.trim(),
      element('small', {}, ` in ${Math.round(time)} ms`),
    ),
    ...notes.map((note) => element('p', {}, note)),
    element(
      'details',
      {},
      element('summary', {}, 'Headers'),
      element(
        'pre',
        { tabindex: '0' },
        [...headers].map(([name, value]) => `${name}: ${value}`).join('\n'),
      ),
    ),
  ];
  const isText = /json|text|xml|yaml|csv/.test(type);
  const shown = element('pre', { tabindex: '0' });
  answer.replaceChildren(...parts, ...(isText ? [shown] : []));
  const { text, bytes, end } = await receive(response, {
    most: LONGEST,
    onText: isText ? (piece) => shown.append(piece) : undefined,
    signal,
  });
  if (end === 'complete' && /json/.test(type)) shown.textContent = indented(text);
  if (!isText && bytes > 0) {
    answer.append(element('p', {}, `${bytes} bytes of ${type || 'an unknown type'}`));
  }
  if (end !== 'complete') {
    const reason = end === 'cut' ? `The first ${text.length} characters are shown.` : 'Cancelled.';
    answer.append(element('p', {}, reason));
  }
}

function indented(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2).slice(0, LONGEST);
  } catch {
    return text;
  }
}
