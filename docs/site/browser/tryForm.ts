import type { TryContract, TryField, TryOperation } from './tryOperation.ts';
import { curlOf, requestOf, type TryRequest } from './tryRequest.ts';

/** How long an answer may take, in milliseconds. */
const patience = 60_000;

/** Brings the console on a page to life. It asks no server but the one that the reader names. */
export function startConsole(console: HTMLElement): void {
  const part = <Kind extends HTMLElement>(name: string, kind: new () => Kind): Kind => {
    const found = console.querySelector(`[data-part="${name}"]`);
    if (!(found instanceof kind)) throw new Error(`The console has no ${name}`);
    return found;
  };
  const { server, schemes, operations }: TryContract = JSON.parse(
    part('contract', HTMLScriptElement).text,
  );
  const choice = part('operation', HTMLSelectElement);
  const form = part('form', HTMLFormElement);
  const fields = part('fields', HTMLElement);
  const address = part('server', HTMLInputElement);
  const scheme = part('scheme', HTMLSelectElement);
  const secret = part('secret', HTMLInputElement);
  const curl = part('curl', HTMLElement);
  const answer = part('answer', HTMLElement);
  const send = part('send', HTMLButtonElement);
  const inputs = new Map<TryField, HTMLInputElement | HTMLSelectElement>();
  let bodyInput: HTMLTextAreaElement | HTMLInputElement | undefined;

  address.value ||= server;
  // The first look is at an operation that needs a key and nothing else, and changes nothing.
  const first = operations.find(
    ({ method, needsCredential, parameters }) =>
      method === 'GET' && needsCredential && parameters.length === 0,
  );
  if (first) choice.value = first.id;
  const chosen = (): TryOperation => {
    const operation = operations.find(({ id }) => id === choice.value);
    if (!operation) throw new Error(`There is no operation ${choice.value}`);
    return operation;
  };

  function request(): TryRequest {
    const by = schemes.find(({ name }) => name === scheme.value);
    const file = bodyInput instanceof HTMLInputElement ? bodyInput.files?.[0] : undefined;
    return requestOf(chosen(), {
      server: address.value,
      ...(by &&
        secret.value &&
        chosen().needsCredential && { credential: { scheme: by, secret: secret.value } }),
      textOf: (field) => inputs.get(field)?.value ?? '',
      fileOf: (field) => {
        const input = inputs.get(field);
        return input instanceof HTMLInputElement ? input.files?.[0] : undefined;
      },
      body: bodyInput instanceof HTMLTextAreaElement ? bodyInput.value || undefined : file,
    });
  }

  /** Shows the line for curl, or what is missing for it. */
  function preview(): void {
    try {
      curl.textContent = curlOf(request());
    } catch (error) {
      curl.textContent = `# ${error instanceof Error ? error.message : error}`;
    }
  }

  function show(operation: TryOperation): void {
    inputs.clear();
    bodyInput = undefined;
    const { body, parameters } = operation;
    const rows = [...parameters, ...(body?.fields ?? [])].map((field) => {
      const input = inputOf(field);
      inputs.set(field, input);
      return labelled(field.name, field.required, field.about, input);
    });
    if (body && !body.fields) {
      bodyInput = element(body.example === undefined ? 'input' : 'textarea', {});
      if (bodyInput instanceof HTMLInputElement) bodyInput.type = 'file';
      else {
        bodyInput.value = body.example ?? '';
        bodyInput.rows = bodyInput.value.split('\n').length + 1;
        bodyInput.spellcheck = false;
      }
      rows.push(labelled('Body', true, body.mediaType, bodyInput));
    }
    fields.replaceChildren(
      element('p', { className: 'line', textContent: `${operation.method} ${operation.path}` }),
      ...rows,
    );
    answer.replaceChildren();
    preview();
  }

  /** Takes the operation that the address names after its `#`. */
  function follow(): void {
    const id = decodeURIComponent(location.hash.slice(1));
    if (operations.some((operation) => operation.id === id)) choice.value = id;
    show(chosen());
  }

  form.addEventListener('input', preview);
  choice.addEventListener('change', () => {
    history.replaceState(null, '', `#${choice.value}`);
    show(chosen());
  });
  window.addEventListener('hashchange', follow);
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    send.disabled = true;
    answer.replaceChildren(element('p', { textContent: 'Waiting for the answer …' }));
    try {
      answer.replaceChildren(...(await answerTo(request())));
    } catch (error) {
      answer.replaceChildren(...failure(error, address.value));
    } finally {
      send.disabled = false;
    }
  });
  follow();
}

function inputOf(field: TryField): HTMLInputElement | HTMLSelectElement {
  const { name, required, example, choices, isFile } = field;
  if (choices.length > 0) {
    const select = element('select', { required, name });
    const offered = required ? choices : ['', ...choices];
    select.append(...offered.map((text) => new Option(text || '(not sent)', text)));
    return select;
  }
  const input = element('input', { required, name, autocomplete: 'off' });
  if (isFile) input.type = 'file';
  // What has to be there is filled in; the rest shows what it could look like.
  else if (required) input.value = example;
  else input.placeholder = example;
  return input;
}

function labelled(name: string, required: boolean, about: string, input: HTMLElement): HTMLElement {
  input.id = `field-${name}`;
  const title = element('span', { className: 'name' });
  title.append(element('label', { htmlFor: input.id, textContent: name }));
  if (required) title.append(element('em', { textContent: ' required' }));
  const hint = element('small', { id: `about-${name}`, textContent: about });
  input.setAttribute('aria-describedby', hint.id);
  const row = element('div', { className: 'row' });
  row.append(title, input, hint);
  return row;
}

async function answerTo({ method, url, headers, body }: TryRequest): Promise<HTMLElement[]> {
  const begun = performance.now();
  const response = await fetch(url, {
    method,
    headers: headers.map(([name, value]) => [name, value] as [string, string]),
    body: body ?? null,
    cache: 'no-store',
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    signal: AbortSignal.timeout(patience),
  });
  const content = await response.blob();
  const time = Math.round(performance.now() - begun);
  const status = element('p', {
    className: response.ok ? 'status ok' : 'status',
    textContent: `${response.status} ${response.statusText} · ${time} ms`,
  });
  const lines = [...response.headers].map(([name, value]) => `${name}: ${value}`).join('\n');
  const parts = [status, code('Headers', lines)];
  if (content.size > 0) parts.push(await bodyOf(content));
  return parts;
}

/** A text as it is, JSON with indents, and a file to save of anything else. */
async function bodyOf(content: Blob): Promise<HTMLElement> {
  if (/json/.test(content.type)) {
    const text = await content.text();
    try {
      return code('Body', JSON.stringify(JSON.parse(text), null, 2));
    } catch {
      return code('Body', text);
    }
  }
  if (/^text\//.test(content.type)) return code('Body', await content.text());
  const link = element('a', { textContent: `Save the body (${content.size} bytes)` });
  link.href = URL.createObjectURL(content);
  link.download = 'body';
  return link;
}

/** What a reader can do where no answer has come: a browser does not tell a page why. */
function failure(error: unknown, server: string): HTMLElement[] {
  if (!(error instanceof TypeError)) {
    const text = error instanceof Error ? error.message : String(error);
    return [element('p', { className: 'status', textContent: text })];
  }
  return [
    element('p', { className: 'status', textContent: `No answer from ${server}` }),
    element('p', {
      textContent:
        'Either nothing listens there, or it does not allow pages of this address. A server is told to by its environment; the mock allows all pages:',
    }),
    code('Environment', `FILE_ORGANIZER_CORS_ORIGINS=${location.origin}`),
  ];
}

function code(title: string, text: string): HTMLElement {
  const pre = element('pre', { tabIndex: 0 });
  pre.append(element('code', { textContent: text }));
  const section = element('section', {});
  section.append(element('h2', { textContent: title }), pre);
  return section;
}

/** Makes an element; texts are set as texts, so that no answer can become a part of the page. */
function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  properties: Partial<HTMLElementTagNameMap[Name]>,
): HTMLElementTagNameMap[Name] {
  return Object.assign(document.createElement(name), properties);
}
