import { describe, expect, it } from 'vitest';
import { addressOf, pairsOf } from './address.ts';
import { Router } from './router.ts';

/** A router of `GET` routes whose values are their paths. */
function routerOf(...paths: readonly string[]): Router<string> {
  const router = new Router<string>();
  for (const path of paths) router.add('get', path, path);
  return router;
}

/** The path that an address leads to, and the parameters in it. */
function found(router: Router<string>, target: string, headers: Record<string, string> = {}) {
  const { pathname, search } = addressOf(`http://localhost${target}`);
  const match = router.match(pathname, search, (name) => headers[name]);
  const route = match?.methods.get('GET');
  if (!match || !route) return undefined;
  const values = [...match.values, ...(route.inQuery ?? [])];
  return [
    route.value,
    ...route.names.map((name, at) => `${name}=${decodeURIComponent(values[at] ?? '')}`),
  ];
}

describe('a URL matches', () => {
  it.each<readonly [target: string, expected: readonly string[]]>([
    ['/items/1', ['/items/{id}', 'id=1']],
    ['/items/mine', ['/items/mine']],
    ['/items/%6dine', ['/items/mine']],
    ['/items/a%2Fb', ['/items/{id}', 'id=a/b']],
    ['/items/mine.json', ['/items/{id}.json', 'id=mine']],
    ['/items/a.b.json', ['/items/{id}.json', 'id=a.b']],
    ['/items/a.csv', ['/items/{id}.{format}', 'id=a', 'format=csv']],
    ['/items/a%2Ejson', ['/items/{id}.json', 'id=a']],
    ['/items/b%2Ec.d%2Ee', ['/items/{id}.{format}', 'id=b.c', 'format=d.e']],
    ['/sizes/1%2Ee', ['/sizes/{id}', 'id=1.e']],
    ['/sizes/1%2E2%2E', ['/sizes/{width}2{height}', 'width=1.', 'height=.']],
    ['/rates/a%25b', ['/rates/{of}%25{to}', 'of=a', 'to=b']],
    ['/items/.json', ['/items/{id}', 'id=.json']],
    ['/items/1:activate', ['/items/{id}:activate', 'id=1']],
    ['/items/1:activate/x', ['/items/{id}/x', 'id=1:activate']],
    ['/compare/v1...v2', ['/compare/{base}...{head}', 'base=v1', 'head=v2']],
    ['/compare/a...b...c', ['/compare/{base}...{head}', 'base=a...b', 'head=c']],
    ['/mine/last', ['/mine/{id}', 'id=last']],
    ['/mine/1', ['/mine/{id}', 'id=1']],
  ])('%s', (target, expected) => {
    const router = routerOf(
      ...['/items/{id}', '/items/{id}.{format}', '/items/mine', '/items/{id}.json'],
      ...['/items/{id}:activate', '/items/{id}/x', '/compare/{base}...{head}'],
      ...['/sizes/{width}2{height}', '/sizes/{id}', '/rates/{of}%25{to}'],
      ...['/{owner}/last', '/mine/{id}'],
    );
    expect(found(router, target)).toEqual(expected);
  });

  it.each(['/', '/items', '/items/', '/items/1/', '/compare/...v2', '/compare/v1..v2', '/ITEMS/1'])(
    'no route: %s',
    (target) => {
      expect(found(routerOf('/items/{id}', '/compare/{base}...{head}'), target)).toBeUndefined();
    },
  );

  it('the most specific path, even if a shorter prefix of another one matches', () => {
    const router = routerOf('/a/b/c', '/{x}/b/d', '/a/{y}/e');
    expect(found(router, '/a/b/d')).toEqual(['/{x}/b/d', 'x=a']);
    expect(found(router, '/a/b/e')).toEqual(['/a/{y}/e', 'y=b']);
  });
});

describe('a path with a query', () => {
  const router = routerOf('/object', '/object?action=copy', '/object?action=move&to={to}');

  it.each<readonly [target: string, expected: readonly string[]]>([
    ['/object', ['/object']],
    ['/object?action=other', ['/object']],
    ['/object?x=1&action=copy', ['/object?action=copy']],
    ['/object?to=a%20b&action=move', ['/object?action=move&to={to}', 'to=a b']],
  ])('matches if the query has the required values: %s', (target, expected) => {
    expect(found(router, target)).toEqual(expected);
  });

  it('does not match without them', () => {
    expect(found(routerOf('/object?action=copy'), '/object')).toBeUndefined();
  });

  const searches = routerOf('/search?q={q}&page={page}', '/pages?p={p}', '/pages');

  it.each<readonly [target: string, expected: readonly string[]]>([
    ['/search?q=', ['/search?q={q}&page={page}', 'q=']],
    ['/search?page=2', ['/search?q={q}&page={page}', 'page=2']],
    ['/search', ['/search?q={q}&page={page}']],
    ['/pages', ['/pages']],
    ['/pages?p=', ['/pages?p={p}', 'p=']],
  ])('may lack parameters, or have empty ones: %s', (target, expected) => {
    expect(found(searches, target)).toEqual(expected);
  });

  it('has parameters of its own if another method has other ones', () => {
    const router = routerOf('/a?x={x}');
    router.add('post', '/a?y={y}', 'post');
    const match = router.match('/a', '?x=1&y=2');
    expect(match?.methods.get('GET')).toMatchObject({ names: ['x'], inQuery: ['1'] });
    expect(match?.methods.get('POST')).toMatchObject({ names: ['y'], inQuery: ['2'] });
  });
});

it('of paths that differ by the names of parameters the first one is found', () => {
  const router = routerOf('/a/{x}', '/a/{y}', '/{z}/b');
  expect(found(router, '/a/1')).toEqual(['/a/{x}', 'x=1']);
});

describe('a fragment', () => {
  it('is ignored', () => {
    expect(found(routerOf('/login#password'), '/login')).toEqual(['/login#password']);
  });

  it('distinguishes equal paths if a header or parameter repeats it', () => {
    const router = routerOf('/#Target=List', '/#Target=Get', '/#Action=Put');
    expect(found(router, '/', { Target: 'Get' })).toEqual(['/#Target=Get']);
    expect(found(router, '/?Action=Put')).toEqual(['/#Action=Put']);
    expect(found(router, '/')).toEqual(['/#Target=List']);
  });

  it('may name several parameters without their values', () => {
    const router = routerOf('/a#part&upload', '/a#upload', '/a');
    expect(found(router, '/a?upload=1')).toEqual(['/a#upload']);
    expect(found(router, '/a?upload&part=2')).toEqual(['/a#part&upload']);
    expect(found(router, '/a?part=2')).toEqual(['/a']);
  });

  it('leaves the choice to the routes, if nothing that is sent repeats it', () => {
    const router = new Router<string>();
    router.add('post', '/a#bytes', 'bytes', (header) => header('Content-Type') === 'image/png');
    router.add('post', '/a', 'json', (header) => header('Content-Type') === 'application/json');
    const reached = (type: string) => {
      const header = (name: string) => (name === 'Content-Type' ? type : undefined);
      return router.match('/a', '', header)?.methods.get('POST')?.value;
    };
    expect(reached('image/png')).toBe('bytes');
    expect(reached('application/json')).toBe('json');
    expect(reached('text/plain')).toBe('json');
  });
});

it('GET routes answer HEAD unless HEAD has its own route', () => {
  const router = routerOf('/a', '/b');
  router.add('head', '/b', 'head');
  router.add('PURGE', '/a', 'purge');
  expect([...(router.match('/a')?.methods.keys() ?? [])]).toEqual(['GET', 'HEAD', 'PURGE']);
  expect(router.match('/b')?.methods.get('HEAD')?.value).toBe('head');
});

it.each<readonly [search: string, expected: readonly (readonly string[])[]]>([
  ['', []],
  ['?', []],
  ['?a', [['a', '']]],
  [
    '?a=b=c&&d',
    [
      ['a', 'b=c'],
      ['d', ''],
    ],
  ],
  ['?a+b=%2B', [['a b', '%2B']]],
  ['?=x', [['', 'x']]],
])('the query "%s" is split before decoding', (search, expected) => {
  expect(pairsOf(search).map(({ name, raw }) => [name, raw])).toEqual(expected);
});
