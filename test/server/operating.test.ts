/** What those who operate a server ask of it: whether it is ready, and how it goes. */
import { rename } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { inDatabase, untilConnected, withoutDatabase } from '../support/database.ts';
import { bodyOf, type ProblemBody, refusal, until } from '../support/library.ts';
import { json, serverPerFile, startTestServer, upload, waitForJob } from '../support/testServer.ts';

const server = serverPerFile({ metricsPort: 0 });

describe('/ready', () => {
  const ready = () => fetch(`${server.url}/api/v1/ready`);
  const faults = async () => {
    const { code, errors } = await bodyOf<ProblemBody>(await ready(), 503);
    expect(code).toBe('not_ready');
    expect(JSON.stringify(errors)).not.toContain(server.root);
    return errors?.map(({ pointer }) => pointer);
  };

  it('lists each check without credentials', async () => {
    expect(await bodyOf(await ready(), 200)).toEqual({
      status: 'ready',
      checks: ['library', 'database', 'disk'].map((name) => ({ name, status: 'passed' })),
    });
  });

  it('is a 503 while the library is missing', async () => {
    await rename(server.root, `${server.root}-away`);
    try {
      expect(await faults()).toEqual(['#/checks/library', '#/checks/disk']);
      expect((await fetch(`${server.url}/api/v1/health`)).status).toBe(200);
    } finally {
      await rename(`${server.root}-away`, server.root);
    }
    expect((await ready()).status).toBe(200);
  });

  it('is a 503 while another program locks the database', async () => {
    await withoutDatabase(server, async () => {
      expect(await faults()).toEqual(['#/checks/database']);
    });
    await untilConnected(server);
  });

  it('is a 503 if a table is missing', async () => {
    await inDatabase(server, 'ALTER TABLE secrets RENAME TO secrets_away');
    try {
      expect(await faults()).toEqual(['#/checks/database']);
    } finally {
      await inDatabase(server, 'ALTER TABLE secrets_away RENAME TO secrets');
    }
    expect((await ready()).status).toBe(200);
  });

  it('is a 503 while the data folder is missing', async () => {
    await rename(server.data, `${server.data}-away`);
    try {
      expect(await faults()).toEqual(['#/checks/database', '#/checks/disk']);
    } finally {
      await rename(`${server.data}-away`, server.data);
    }
  });
});

describe('/metrics', () => {
  const metrics = async () => {
    const response = await server.fetch('/api/v1/metrics');
    expect(response.headers.get('Content-Type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    return response.text();
  };
  const value = (text: string, series: string): number =>
    Number(
      text
        .split('\n')
        .find((line) => line.startsWith(`${series} `))
        ?.slice(series.length),
    );
  const durations = (operation: string, method: string, status: number) =>
    `http_request_duration_seconds_count{operation="${operation}",method="${method}",status="${status}"}`;

  it('counts requests by operation, method and status without their URL', async () => {
    await (await server.fetch('/api/v1/files?path=/never-there')).text();
    await (await server.fetch('/api/v1/secret-address')).text();
    await until('the requests are counted', async () => {
      const text = await metrics();
      return (
        value(text, durations('files.list', 'GET', 404)) === 1 &&
        value(text, durations('none', 'GET', 404)) === 1
      );
    });
    const text = await metrics();
    expect(text).not.toContain('never-there');
    expect(text).not.toContain('secret-address');
    expect(value(text, 'http_requests_in_flight')).toBeGreaterThanOrEqual(1);
  });

  it('counts uploaded bytes', async () => {
    await (await server.fetch('/api/v1/files/upload', upload('a.bin', 'x'.repeat(100_000)))).text();
    const series = 'http_received_bytes_total{operation="files.upload"}';
    await until('the upload is counted', async () => value(await metrics(), series) > 100_000);
    expect(value(await metrics(), series)).toBeLessThan(110_000);
  });

  it('counts jobs by state', async () => {
    const scan = json({ path: '/', methodology: 'type' });
    const job = await bodyOf<{ job_id: string }>(
      await server.fetch('/api/v1/organize/scan', scan),
      202,
    );
    await waitForJob(server, job.job_id, 'planned');
    expect(value(await metrics(), 'jobs{status="planned"}')).toBe(1);
  });

  it('reports process metrics', async () => {
    expect(await metrics()).toContain('process_resident_memory_bytes');
  });

  it('need no credentials on their own port', async () => {
    expect((await fetch(`${server.url}/api/v1/metrics`)).status).toBe(401);
    const response = await fetch(`${server.metricsUrl}/metrics`);
    expect(await response.text()).toContain('http_request_duration_seconds');
    expect(response.headers.get('Content-Type')).toMatch(/^text\/plain; version=0\.0\.4/);
  });

  it.each(['/', '/metrics/', '/api/v1/metrics', '/api/v1/files', '/x?/metrics'])(
    'are a 404 at %s on their own port',
    async (path) => {
      const response = await fetch(server.metricsUrl + path);
      expect(await refusal(response)).toBe('404 not_found');
    },
  );

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('are refused for %s', async (method) => {
    const response = await fetch(`${server.metricsUrl}/metrics`, { method });
    expect(response.headers.get('Allow')).toBe('GET, HEAD');
    expect(await refusal(response)).toBe('405 method_not_allowed');
  });

  it('support HEAD and ignore a query', async () => {
    const head = await fetch(`${server.metricsUrl}/metrics`, { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
    expect((await fetch(`${server.metricsUrl}/metrics?a=1`)).status).toBe(200);
  });

  it('are available while the library is missing', async () => {
    await rename(server.root, `${server.root}-away`);
    try {
      expect(await metrics()).toContain('http_request_duration_seconds');
    } finally {
      await rename(`${server.root}-away`, server.root);
    }
  });

  it('are those of one server and include limited requests', async () => {
    const other = await startTestServer({ rateLimitScale: 0.03, metricsPort: 0 });
    try {
      for (let at = 0; at < 5; at++) await (await other.fetch('/api/v1/files')).text();
      const read = async () => (await fetch(`${other.metricsUrl}/metrics`)).text();
      await until('the refusals are counted', async () => {
        return value(await read(), 'rate_limited_requests_total{policy="files"}') === 2;
      });
      expect(await read()).not.toContain('files.upload');
    } finally {
      await other.end();
    }
  });

  it('have no own port by default', async () => {
    const other = await startTestServer();
    expect(other.metricsUrl).toBeUndefined();
    await other.end();
  });
});
