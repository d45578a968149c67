/** The teams of `teams.yaml`: resources within resources, with Express and handwritten checks. */
import { randomUUID } from 'node:crypto';
import express, { type ErrorRequestHandler, type Express, type Request } from 'express';

type Team = { id: number; name: string; lead: string | null; members: number[] };
type Org = { id: string; name: string; teams: Map<number, Team> };

class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}
const invalid = (message: string) => new ApiError(400, 'invalid', message);
const notFound = (message: string) => new ApiError(404, 'not_found', message);

const orgs = new Map<string, Org>();
let lastTeam = 0;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

function integer(text: unknown, name: string): number {
  const value = Number(text);
  if (!/^[0-9]+$/.test(String(text)) || value < 1) throw invalid(`${name} is a positive integer`);
  return value;
}
function orgOf(req: Request): Org {
  const { orgId } = req.params;
  if (typeof orgId !== 'string' || !UUID.test(orgId)) throw invalid('orgId is a UUID');
  const org = orgs.get(orgId.toLowerCase());
  if (!org) throw notFound('No such organization');
  return org;
}
function teamOf(req: Request): Team {
  const id = integer(req.params.teamId, 'teamId');
  const team = orgOf(req).teams.get(id);
  if (!team) throw notFound('No such team');
  return team;
}
function nameIn(body: Record<string, unknown>): string {
  const { name } = body;
  if (typeof name !== 'string' || name === '' || [...name].length > 60) {
    throw invalid('name has 1 to 60 characters');
  }
  return name;
}
function leadIn(body: Record<string, unknown>): string | null {
  const { lead = null } = body;
  if (lead !== null && typeof lead !== 'string') throw invalid('lead is a string or null');
  return lead;
}
function bodyOf(req: Request): Record<string, unknown> {
  const { body } = req;
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw invalid('The body is a JSON object');
  }
  return body;
}

export const app: Express = express();
app.use(express.json({ type: ['application/json', 'application/merge-patch+json'] }));

app.post('/orgs', (req, res) => {
  const org = { id: randomUUID(), name: nameIn(bodyOf(req)), teams: new Map() };
  orgs.set(org.id, org);
  res.status(201).json({ id: org.id, name: org.name });
});

app.get('/orgs/:orgId/teams', (req, res) => {
  const { sort } = req.query;
  if (sort !== undefined && sort !== 'name' && sort !== '-name') throw invalid('Unknown order');
  const teams = [...orgOf(req).teams.values()];
  if (sort) teams.sort((a, b) => a.name.localeCompare(b.name));
  if (sort === '-name') teams.reverse();
  res.json({ teams, count: teams.length });
});

app.post('/orgs/:orgId/teams', (req, res) => {
  const org = orgOf(req);
  const body = bodyOf(req);
  const team: Team = { id: ++lastTeam, name: nameIn(body), lead: leadIn(body), members: [] };
  org.teams.set(team.id, team);
  res.status(201).json(team);
});

app.get('/orgs/:orgId/teams/:teamId', (req, res) => {
  res.json(teamOf(req));
});

app.patch('/orgs/:orgId/teams/:teamId', (req, res) => {
  const team = teamOf(req);
  if (!req.is('application/merge-patch+json')) {
    throw new ApiError(415, 'unsupported', 'Send application/merge-patch+json');
  }
  const body = bodyOf(req);
  const name = 'name' in body ? nameIn(body) : team.name;
  const lead = 'lead' in body ? leadIn(body) : team.lead;
  Object.assign(team, { name, lead });
  res.json(team);
});

app.delete('/orgs/:orgId/teams/:teamId', (req, res) => {
  orgOf(req).teams.delete(teamOf(req).id);
  res.status(204).end();
});

app
  .route('/orgs/:orgId/teams/:teamId/members/:userId')
  .put((req, res) => {
    const user = integer(req.params.userId, 'userId');
    const { members } = teamOf(req);
    if (!members.includes(user)) members.push(user);
    res.status(204).end();
  })
  .delete((req, res) => {
    const user = integer(req.params.userId, 'userId');
    const team = teamOf(req);
    team.members = team.members.filter((member) => member !== user);
    res.status(204).end();
  });

app.use(() => {
  throw notFound('No such path');
});
const onError: ErrorRequestHandler = (error, _req, res, _next) => {
  if (error instanceof ApiError) {
    res.status(error.status).json({ error: { code: error.code, message: error.message } });
  } else if (error.status < 500) {
    res.status(400).json({ error: { code: 'invalid', message: error.message } });
  } else {
    console.error(error);
    res.status(500).json({ error: { code: 'internal', message: 'Internal error' } });
  }
};
app.use(onError);
